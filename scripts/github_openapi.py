"""Cut GitHub's description of its API down to what the tests judge by.

    npm install @octokit/openapi
    python scripts/github_openapi.py node_modules/@octokit/openapi [--check]

The description is by GitHub, under the MIT licence; the cut one says which version it is of.
Examples are left out, and two faults of the description are mended that no validator forgives:
what may be null has to say its type, and a list of values that may be null has to hold null.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parent.parent / "tests" / "data" / "github-openapi.json"
REPOSITORY = "/repos/{owner}/{repo}"
KEPT = {
    "/user": ["get"],
    "/search/issues": ["get"],
    REPOSITORY: ["get"],
    f"{REPOSITORY}/branches/{{branch}}": ["get"],
    f"{REPOSITORY}/collaborators/{{username}}/permission": ["get"],
    f"{REPOSITORY}/git/ref/{{ref}}": ["get"],
    f"{REPOSITORY}/issues": ["get", "post"],
    f"{REPOSITORY}/issues/{{issue_number}}": ["get", "patch"],
    f"{REPOSITORY}/issues/{{issue_number}}/comments": ["get", "post"],
    f"{REPOSITORY}/issues/{{issue_number}}/labels": ["get", "post"],
    f"{REPOSITORY}/issues/{{issue_number}}/timeline": ["get"],
    f"{REPOSITORY}/labels": ["get", "post"],
    f"{REPOSITORY}/pulls": ["get", "post"],
    f"{REPOSITORY}/pulls/{{pull_number}}": ["get", "patch"],
    f"{REPOSITORY}/pulls/{{pull_number}}/commits": ["get"],
    f"{REPOSITORY}/pulls/{{pull_number}}/files": ["get"],
    f"{REPOSITORY}/pulls/{{pull_number}}/requested_reviewers": ["get", "post"],
}
PROSE = ("description", "summary", "externalDocs", "example", "examples", "tags")
NULL = {"type": "string", "nullable": True, "enum": [None]}


def cut(package: Path) -> dict[str, Any]:
    """The description of the kept operations, with all that they refer to."""
    whole = json.loads((package / "generated" / "api.github.com.json").read_text("utf-8"))
    about = json.loads((package / "package.json").read_text("utf-8"))
    paths = {}
    for path, methods in KEPT.items():
        paths[path] = {method: slim(whole["paths"][path][method]) for method in methods}
    components: dict[str, Any] = {}
    gather(paths, whole, components)
    return {
        "openapi": whole["openapi"],
        "info": {
            "title": "The part of GitHub's OpenAPI description that the tests judge by",
            "version": about["version"],
            "license": {"name": "MIT", "url": "https://spdx.org/licenses/MIT"},
            "x-source": "@octokit/openapi, generated/api.github.com.json",
            "x-licence-text": (package / "LICENSE").read_text("utf-8"),
        },
        "paths": paths,
        "components": {kind: dict(sorted(items.items())) for kind, items in components.items()},
    }


def slim(node: Any, names: bool = False) -> Any:
    """The node without prose and extensions, mended; keys of `properties` are nobody's prose."""
    if isinstance(node, list):
        return [slim(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {
        key: slim(value, key in ("properties", "headers", "responses"))
        for key, value in node.items()
        if names or not (key in PROSE or key.startswith("x-"))
    }
    return kept if names else described(node, mended(kept))


def described(node: dict[str, Any], kept: dict[str, Any]) -> dict[str, Any]:
    """An answer has to have a description, by the standard."""
    response = "content" in node or ("headers" in node and "in" not in node)
    if "description" in node and (response or set(node) == {"description"}):
        kept["description"] = ""
    return kept


def mended(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema that may be null, so that it may be null for a validator as well."""
    if schema.get("nullable") is not True:
        return schema
    if isinstance(schema.get("enum"), list) and None not in schema["enum"]:
        schema["enum"] = [*schema["enum"], None]
    if "type" not in schema and any(key in schema for key in ("oneOf", "anyOf", "allOf", "$ref")):
        return {"anyOf": [{k: v for k, v in schema.items() if k != "nullable"}, dict(NULL)]}
    return schema


def gather(node: Any, whole: dict[str, Any], found: dict[str, Any]) -> None:
    """Put all components that a node refers to into `found`, and what those refer to."""
    if isinstance(node, list):
        for item in node:
            gather(item, whole, found)
    elif isinstance(node, dict):
        reference = node.get("$ref")
        if isinstance(reference, str):
            _, _, kind, name = reference.split("/")
            if name not in found.setdefault(kind, {}):
                found[kind][name] = slim(whole["components"][kind][name])
                gather(found[kind][name], whole, found)
        for item in node.values():
            gather(item, whole, found)


def main(arguments: list[str]) -> int:
    """Write the cut description, or with `--check` say whether it is as the package has it."""
    if not arguments:
        print(__doc__)
        return 2
    text = json.dumps(cut(Path(arguments[0])), ensure_ascii=True, separators=(",", ":")) + "\n"
    if "--check" in arguments:
        same = OUT.exists() and OUT.read_text("utf-8") == text
        print("the description is current" if same else "the description differs")
        return 0 if same else 1
    OUT.write_text(text, encoding="utf-8")
    print(f"{OUT.name}: {len(text)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
