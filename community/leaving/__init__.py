"""What somebody who leaves takes along, and what is taken away of them: the steps of every room of community."""
