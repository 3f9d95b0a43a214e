"""What people say, made ready for the desk: a letter into passages, each with the elements it may mean."""
