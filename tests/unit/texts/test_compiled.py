"""Templates are compiled once for many starts, and again whenever that could come out otherwise."""

from pathlib import Path

import pytest
from jinja2 import Environment

from texts.compiled import Compiled
from texts.labels import Labels
from texts.shelves import folder_of, ours

ZONE = "Asia/Shanghai"
LABELS = Labels({"acts": {"accept": "受理"}})
OTHERS = Labels({"acts": {"accept": "收單"}})
SOURCE = "受理：{{ name }}"
OURS = folder_of() / "greeting.j2"


def kept(folder: Path, labels: Labels = LABELS, zone: str = ZONE, language: str = "zh-Hant") -> Compiled:
    return Compiled(ours(language), labels, zone, folder=folder)


def compiled(cache: Compiled, source: str = SOURCE, path: Path = OURS) -> str:
    """Compile as Jinja's loader does; return what the template says."""
    made = Environment(autoescape=True)
    bucket = cache.get_bucket(made, path.name, str(path), source)
    if bucket.code is None:
        bucket.code = made.compile(source, path.name, str(path))
        cache.set_bucket(bucket)
    return made.template_class.from_code(made, bucket.code, {}).render(name="<王五>")


def is_known(cache: Compiled, source: str = SOURCE, path: Path = OURS) -> bool:
    return cache.get_bucket(Environment(), path.name, str(path), source).code is not None


def test_the_next_process_finds_what_this_one_compiled(tmp_path: Path) -> None:
    assert not is_known(kept(tmp_path))
    first = compiled(kept(tmp_path))
    assert is_known(kept(tmp_path))
    assert compiled(kept(tmp_path)) == first == "受理：&lt;王五&gt;"


def test_other_words_names_or_times_are_compiled_anew(tmp_path: Path) -> None:
    compiled(kept(tmp_path))
    assert not is_known(kept(tmp_path), "收單：{{ name }}")
    assert not is_known(kept(tmp_path, labels=OTHERS))
    assert not is_known(kept(tmp_path, zone="Asia/Urumqi"))
    assert not is_known(kept(tmp_path, language="zh-Hans"))


def test_languages_do_not_displace_each_other(tmp_path: Path) -> None:
    compiled(kept(tmp_path))
    compiled(kept(tmp_path, language="zh-Hans"), "受理人：{{ name }}")
    assert is_known(kept(tmp_path))


def test_a_template_of_a_company_is_not_kept_among_ours(tmp_path: Path) -> None:
    theirs = tmp_path / "company" / "greeting.j2"
    assert compiled(kept(tmp_path / "kept"), path=theirs) == "受理：&lt;王五&gt;"
    assert not is_known(kept(tmp_path / "kept"), path=theirs)
    assert list((tmp_path / "kept").iterdir()) == []


@pytest.mark.parametrize("left", [b"", b"\x00" * 4096, b"j2\x05garbage"])
def test_what_a_power_failure_left_of_a_file_is_compiled_anew(tmp_path: Path, left: bytes) -> None:
    compiled(kept(tmp_path))
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:40] + left)
    assert compiled(kept(tmp_path)) == "受理：&lt;王五&gt;"


def test_where_nothing_can_be_written_templates_are_compiled_each_time(tmp_path: Path) -> None:
    taken = tmp_path / "a file"
    taken.touch()
    assert compiled(kept(taken)) == "受理：&lt;王五&gt;"
    assert not is_known(kept(taken))
