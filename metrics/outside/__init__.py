"""What other systems know of customers, joined to members by address: to compare, never to judge one person by."""
