"""`tousu init`: asks about the company and writes a first configuration."""
