"""What happened, written once; others react."""
