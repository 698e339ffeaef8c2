"""The rules say no: data, no words; the text is the template of the same name in `texts/`."""


class Refusal(Exception):
    """`name` is the template, `facts` what it needs; a refusal changes nothing but is answered."""

    def __init__(self, name: str, /, **facts: object) -> None:
        super().__init__(name)
        self.name = name
        self.facts = facts

    def __str__(self) -> str:
        return f"{self.name} {self.facts}" if self.facts else self.name
