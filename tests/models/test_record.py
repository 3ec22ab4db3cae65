"""The schema in schemas/ is what the model gives, and a standard validator accepts the sample by it."""

import json

import jsonschema  # type: ignore[import-untyped] # it ships no type information
import pytest
from pydantic import ValidationError

from reviewer.articles.structure import KINDS
from reviewer.labels import NAMES
from reviewer.models.record import Record, schema_text
from reviewer.store.review import MEDIA, QUOTE_VERDICTS, STANCES, STATUSES, VERDICTS
from tests.formats.sample import ROOT, SAMPLE

SCHEMA = ROOT / "schemas" / "record-1.json"


def test_the_schema_in_the_repository_is_the_models() -> None:
    assert SCHEMA.read_text("utf-8") == schema_text()


def test_a_standard_validator_accepts_the_sample() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for line in SAMPLE.read_text("utf-8").splitlines():
        validator.validate(json.loads(line))


def test_schema_and_model_refuse_the_same_things() -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schema_text()))
    record = json.loads(SAMPLE.read_bytes().splitlines()[0])
    for field, value in (("label", "rumour"), ("text", 1), ("new", 1), ("uncertain", None), ("attributions", None)):
        wrong = {**record, field: value}
        assert not validator.is_valid(wrong)
        with pytest.raises(ValidationError):
            Record.model_validate_json(json.dumps(wrong))
    for field in record:
        less = {name: value for name, value in record.items() if name != field}
        assert not validator.is_valid(less), field


def test_the_vocabularies_are_the_programs_own() -> None:
    definitions = json.loads(schema_text())
    assert tuple(definitions["$defs"]["SentencePart"]["properties"]["kind"]["enum"]) == KINDS
    for field in ("label", "label_given"):
        assert tuple(definitions["then"]["properties"][field]["enum"]) == (*NAMES, None)


def test_records_are_frozen() -> None:
    record = Record.model_validate_json(SAMPLE.read_bytes().splitlines()[0])
    with pytest.raises(ValidationError):
        record.label = None


def test_the_vocabularies_of_a_check_are_the_stores() -> None:
    parts = json.loads(schema_text())["$defs"]
    check, evidence = parts["CheckPart"]["properties"], parts["EvidencePart"]["properties"]
    assert tuple(check["status"]["enum"]) == STATUSES == tuple(parts["ReviewPart"]["properties"]["status"]["enum"])
    assert tuple(check["verdict"]["anyOf"][0]["enum"]) == VERDICTS
    assert tuple(check["quote_verdict"]["anyOf"][0]["enum"]) == QUOTE_VERDICTS
    assert tuple(evidence["medium"]["enum"]) == MEDIA
    assert tuple(evidence["stance"]["enum"]) == STANCES
