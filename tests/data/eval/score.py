"""Scores names by span and kind: the smallest scorer that `eval` can call."""

import argparse
import json


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return {row["path"]: row for row in map(json.loads, lines)}


def names(row, kinds):
    return {(m["start"], m["end"], m["kind"]) for m in row.get("mentions", ()) if m["kind"] in kinds}


def figures(gold, found):
    right, wrong, lost = len(gold & found), len(found - gold), len(gold - found)
    p = right / (right + wrong) if right + wrong else 0.0
    r = right / (right + lost) if right + lost else 0.0
    return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0, "tp": right, "fp": wrong, "fn": lost}


parser = argparse.ArgumentParser()
parser.add_argument("task", choices=["ner"])
parser.add_argument("--gold", required=True)
parser.add_argument("--pred", required=True)
parser.add_argument("--set")
parser.add_argument("--json", action="store_true")
args = parser.parse_args()
gold, found = rows(args.gold), rows(args.pred)
notes = [f"no prediction for {path}" for path in gold if path not in found]
exact = {}
for name, kinds in [("micro", ("person", "place")), ("person", ("person",)), ("place", ("place",))]:
    pairs = [(names(row, kinds), names(found.get(path, {}), kinds)) for path, row in gold.items()]
    tag = lambda n, spans: {(n, *span) for span in spans}
    exact[name] = figures(set().union(*(tag(n, a) for n, (a, _) in enumerate(pairs))),
                          set().union(*(tag(n, b) for n, (_, b) in enumerate(pairs))))
print(json.dumps({"task": args.task, "notes": notes, "scores": {"exact": exact}}))
