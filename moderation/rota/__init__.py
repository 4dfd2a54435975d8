"""The rota: who looks after the queue when, who stands in, what is handed on, and by when cases are due."""
