"""What community says in the digest: answers, people, good threads, and questions somebody may know about."""
