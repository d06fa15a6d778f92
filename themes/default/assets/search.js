// The search module takes the place of this line.
