"""What the program proposes for an article: labels, who said what, what repeats; pure over text and decisions."""
