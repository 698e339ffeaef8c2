"""What people read stands in templates and lists of words; a Chinese word in other code is an exception with a reason."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import bot

ROOT = Path(bot.__file__).parents[1]
FOLDERS = ("bot", "handlers", "reports", "storage", "workflow")
"""Not `texts`; not `forms`, whose labels people type; not `sandbox`, which plays the people."""
HAN = re.compile(r"[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
EXCEPTIONS = {
    "bot/config_words.py": "what `tousu check` says, before a configuration names a language",
    "bot/operator_words.py": "what the command line says to the administrator",
    "bot/doctor/words.py": "what `tousu doctor` says to the administrator",
    "bot/founding/words.py": "what `tousu init` asks",
    "bot/founding/writing.py": "comments in the config.yaml it writes",
    "bot/demo/chat_page.py": "the forms the chat page offers, and whose name goes into them",
    "bot/demo/posts.py": "what the people of the sample day type",
    "bot/demo/run.py": "what `tousu demo` prints",
    "bot/demo/sample_day.py": "what the people of the sample day do",
    "bot/demo/stage.py": "the sandbox's people and cards",
    "workflow/directory.py": "what people leave out of a department's name",
    "workflow/page_room.py": "the bounds of the letters that are measured",
}


def literals(tree: ast.AST) -> Iterator[str]:
    """Return the strings of a module but for its docstrings."""
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def test_no_chinese_word_stands_in_code_without_a_reason() -> None:
    files = [file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py")]
    speaking = {
        file.relative_to(ROOT).as_posix()
        for file in files
        if any(HAN.search(text) for text in literals(ast.parse(file.read_text("utf-8"))))
    }
    assert speaking == set(EXCEPTIONS)
