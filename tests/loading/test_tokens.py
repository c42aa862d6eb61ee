"""The design's tokens are read from JSON where that is what the YAML says."""

import pytest

from posterbook.assets import tokens_file
from posterbook.loading import read_tokens, themes
from posterbook.loading.themes import design_tokens, tokens_as_json

JSON = tokens_file().with_suffix(".json")


def test_the_json_is_what_the_yaml_says(request):
    if request.config.getoption("--update"):
        JSON.write_text(tokens_as_json(), encoding="utf-8")
    assert JSON.read_text(encoding="utf-8") == tokens_as_json(), "write it anew with pytest --update"
    assert design_tokens() == read_tokens(tokens_file())


@pytest.mark.parametrize("shipped", ["[]", "{", '["0", {"page": {}}]', None])
def test_where_the_json_is_not_of_this_yaml_the_yaml_is_read(tmp_path, monkeypatch, shipped):
    path = tmp_path / "tokens.yaml"
    path.write_text("size: 9.5", encoding="utf-8")
    if shipped is not None:
        path.with_suffix(".json").write_text(shipped, encoding="utf-8")
    monkeypatch.setattr(themes, "tokens_file", lambda: path)
    assert design_tokens() == {"size": 9.5}
    path.with_suffix(".json").write_text(tokens_as_json(), encoding="utf-8")
    assert design_tokens() == {"size": 9.5}
    path.write_text("size: 10", encoding="utf-8")
    assert design_tokens() == {"size": 10}
