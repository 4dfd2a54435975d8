"""What can happen in metrics, a sentence each."""
