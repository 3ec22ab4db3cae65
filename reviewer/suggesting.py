"""What is proposed for the sentences of a sitting's article, and taking it with one key."""
