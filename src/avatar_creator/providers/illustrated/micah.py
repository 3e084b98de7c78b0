"""Drawing style `micah`: our values in the parts of Micah Lanier's Avatar Illustration System.

Owns the tables from published values to the style's variants; what is not in them cannot be drawn.
"""

from avatar_creator.providers.illustrated import colors
from avatar_creator.providers.illustrated.dicebear_style import svg, wall
from avatar_creator.providers.illustrated.look import Hides, Look
from avatar_creator.vocabulary import NONE, VALUES

NAME = "micah"

_HAIR = {
    "bald": "mrClean",
    "mohawk": "mrT",
    "quiff": "fonze",
    "short": "dannyPhantom",
    "receding": "dougFunny",
    "bob": "pixie",
    "long-wavy": "full",
}
_MOUTHS = {
    "neutral": "smirk",
    "calm": "smile",
    "smile": "smile",
    "big-smile": "laughing",
    "laugh": "laughing",
    "serious": "frown",
    "confident": "smirk",
    "thoughtful": "pucker",
    "shy": "nervous",
    "surprised": "surprised",
    "sad": "sad",
    "angry": "frown",
}
_EYES = {"calm": "smiling", "laugh": "smiling", "surprised": "round", "shy": "round"}
_BEARDS = {"stubble": "scruff", "full-beard": "beard"}
_SHIRTS = {"t-shirt": "crew", "shirt": "collared", "open-jacket": "open"}

HONOURED = {
    "gender": VALUES["gender"],
    "age_range": VALUES["age_range"],
    "ethnicity": VALUES["ethnicity"],
    "hair_style": tuple(_HAIR),
    "hair_color": VALUES["hair_color"],
    "skin_tone": VALUES["skin_tone"],
    "style": ("casual", "formal"),
    "expression": tuple(_MOUTHS),
    "glasses": (NONE, "round", "square"),
    "facial_hair": (NONE, *_BEARDS),
    "headwear": ("turban",),
    "outfit": tuple(_SHIRTS),
    "accessories": (NONE, "earrings", "hoop-earrings"),
    "background": VALUES["background"],
}
HIDES: Hides = {
    ("headwear", "turban"): frozenset({("hair_style", "*"), ("hair_color", "*")}),
    ("hair_style", "bald"): frozenset({("hair_color", "*")}),
}

_INK = ["#211a18"]

_LINES = '<g stroke="#211a18" stroke-opacity=".75" stroke-width="2.5" stroke-linecap="round">{}</g>'
_AGES = {
    "young": '<g fill="#e2504a" fill-opacity=".3"><ellipse cx="146" cy="170" rx="11" ry="6.5"/>'
    '<ellipse cx="229" cy="161" rx="9" ry="6"/></g>',
    "adult": "",
    "mature": _LINES.format(
        '<path d="M150 164q8 4 16 1M215 155q8 3 15-2M141 146l-8-2M141 151l-8 2M176 177q-8 7-10 16M213 172q10 5 14 14"/>'
    ),
}
"""Red cheeks and the lines of a long life: the style has no ages of its own."""


def paint(look: Look) -> tuple[str, dict[str, object]]:
    """The SVG and the DiceBear options it was drawn from."""
    options = _options(look)
    return svg(NAME, options, _AGES[look.age_range]), {**options, "ageVariant": look.age_range}


def _options(look: Look) -> dict[str, object]:
    skin, hair = colors.named("skin_tone", look.skin_tone), colors.named("hair_color", look.hair_color)
    turban = look.headwear == "turban"
    accent = look.chance.one_of("accent", colors.accents())
    options: dict[str, object] = {
        "headVariant": "standard",
        "baseColor": [skin],
        "hairVariant": "turban" if turban else _HAIR[look.hair_style],
        "hairColor": [accent if turban else hair],
        "facialHairColor": [hair],
        "mouthVariant": _MOUTHS[look.expression],
        "mouthColor": _INK,
        "eyesVariant": _EYES.get(look.expression, "eyes"),
        "eyesColor": _INK,
        "eyebrowsVariant": _brows(look),
        "eyebrowsColor": _INK,
        "noseVariant": look.chance.one_of("nose", ("curve", "pointed", "tound")),
        "earsVariant": "attached",
        "clothesVariant": _SHIRTS[look.outfit],
        "shirtColor": [look.chance.one_of("clothes", colors.clothes(look.style))],
        "glassesColor": _INK,
        "earringColor": ["#e9b949"],
        **wall(colors.background(look.background)),
    }
    chosen = {
        "glassesVariant": None if look.glasses == NONE else look.glasses,
        "facialHairVariant": _BEARDS.get(look.facial_hair),
        "earringsVariant": _earring(look),
    }
    return options | {name: variant for name, variant in chosen.items() if variant}


def _brows(look: Look) -> str:
    low = look.expression in {"serious", "angry", "sad"}
    if look.gender == "female":
        return "eyelashesDown" if low else "eyelashesUp"
    return "down" if low else "up"


def _earring(look: Look) -> str | None:
    if "hoop-earrings" in look.accessories:
        return "hoop"
    return "stud" if "earrings" in look.accessories else None
