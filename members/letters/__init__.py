"""Letters to one address about an account or an invitation: kept sealed until they are sent, and forgotten then."""
