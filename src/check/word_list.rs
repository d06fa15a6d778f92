//! Lists of words to avoid, each with plainer ways to say it.
