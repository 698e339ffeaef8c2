"""`tousu doctor`: facts are gathered once, then each check turns them into findings; nothing is ever changed."""
