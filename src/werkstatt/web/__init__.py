"""Takes nothing; hands on the public site and the desk: reads every stage, writes nothing."""
