"""Questions of the public site and the desk, over all stages."""
