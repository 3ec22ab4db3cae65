"""What the program learns from finished articles of a layer: labels, and which proposed attributions are recorded."""
