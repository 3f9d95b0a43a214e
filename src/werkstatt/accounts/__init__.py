"""Takes people who sign in; hands on their role in each authority."""
