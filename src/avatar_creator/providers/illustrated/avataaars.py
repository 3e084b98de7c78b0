"""Drawing style `avataaars`: our values in the parts of Pablo Stanley's Avataaars.

Owns the tables from published values to the style's variants; what is not in them cannot be drawn.
"""

from avatar_creator.providers.illustrated import colors
from avatar_creator.providers.illustrated.dicebear_style import svg, wall
from avatar_creator.providers.illustrated.look import Hides, Look
from avatar_creator.vocabulary import NONE, VALUES

NAME = "avataaars"

_TOPS = {
    "buzz": "theCaesar",
    "fade": "shortFlat",
    "short": "shortRound",
    "side-part": "theCaesarAndSidePart",
    "short-curly": "shortCurly",
    "quiff": "shortWaved",
    "undercut": "shavedSides",
    "spiky": "frizzle",
    "receding": "sides",
    "pixie": "shaggy",
    "bob": "bob",
    "shoulder-length": "longButNotTooLong",
    "long-straight": "straight01",
    "long-wavy": "curvy",
    "long-curly": "curly",
    "bangs": "miaWallace",
    "top-bun": "bun",
    "afro": "fro",
    "locs": "dreads",
}
_HATS = {
    "hijab": "hijab",
    "turban": "turban",
    "beanie": "winterHat02",
    "fedora": "hat",
    "headband": "froBand",
}
_MOUTHS = {
    "neutral": "serious",
    "calm": "twinkle",
    "smile": "twinkle",
    "big-smile": "smile",
    "laugh": "smile",
    "serious": "serious",
    "confident": "default",
    "thoughtful": "default",
    "shy": "default",
    "playful": "tongue",
    "surprised": "disbelief",
    "sad": "sad",
    "angry": "grimace",
}
_EYES = {
    "neutral": "default",
    "calm": "closed",
    "smile": "default",
    "big-smile": "default",
    "laugh": "happy",
    "serious": "default",
    "confident": "squint",
    "thoughtful": "side",
    "shy": "side",
    "playful": "wink",
    "surprised": "surprised",
    "sad": "default",
    "angry": "squint",
}
_BROWS = {
    "neutral": "defaultNatural",
    "calm": "defaultNatural",
    "smile": "defaultNatural",
    "big-smile": "raisedExcitedNatural",
    "laugh": "raisedExcitedNatural",
    "serious": "flatNatural",
    "confident": "upDownNatural",
    "thoughtful": "upDownNatural",
    "shy": "sadConcernedNatural",
    "playful": "upDownNatural",
    "surprised": "raisedExcitedNatural",
    "sad": "sadConcernedNatural",
    "angry": "angryNatural",
}
_GLASSES = {
    "round": "round",
    "square": "prescription02",
    "half-rim": "prescription01",
    "aviator": "kurt",
    "sunglasses": "sunglasses",
}
_BEARDS = {
    "stubble": "beardLight",
    "full-beard": "beardMedium",
    "long-beard": "beardMajestic",
    "moustache": "moustacheMagnum",
    "handlebar": "moustacheFancy",
}
_CLOTHES = {
    "t-shirt": "shirtCrewNeck",
    "v-neck": "shirtVNeck",
    "hoodie": "hoodie",
    "sweater": "collarAndSweater",
    "overalls": "overall",
    "blazer": "blazerAndShirt",
    "blouse": "shirtScoopNeck",
    "open-jacket": "blazerAndSweater",
}

HONOURED = {
    "gender": VALUES["gender"],
    "age_range": VALUES["age_range"],
    "ethnicity": VALUES["ethnicity"],
    "hair_style": ("bald", *_TOPS),
    "hair_color": VALUES["hair_color"],
    "skin_tone": VALUES["skin_tone"],
    "style": ("casual", "formal"),
    "expression": tuple(_MOUTHS),
    "glasses": (NONE, *_GLASSES),
    "facial_hair": (NONE, *_BEARDS),
    "headwear": (NONE, *_HATS),
    "outfit": tuple(_CLOTHES),
    "accessories": ("hair-flower",),
    "background": VALUES["background"],
}
_HAIR = frozenset({("hair_style", "*"), ("hair_color", "*")})
HIDES: Hides = {
    **{("headwear", hat): _HAIR | {("accessories", "hair-flower")} for hat in _HATS},
    ("headwear", "headband"): frozenset({("hair_style", "*"), ("accessories", "hair-flower")}),
    ("hair_style", "bald"): frozenset({("hair_color", "*")}),
    ("accessories", "hair-flower"): frozenset({("hair_style", "*")}),
}
"""The style has one place for hats, hair and flowers."""

_LINES = '<g stroke="#000" stroke-opacity=".45" stroke-width="1.8" stroke-linecap="round">{}</g>'
_AGES = {
    "young": '<g fill="#e2504a" fill-opacity=".3"><ellipse cx="104" cy="127" rx="9" ry="5.5"/>'
    '<ellipse cx="176" cy="127" rx="9" ry="5.5"/></g>',
    "adult": "",
    "mature": _LINES.format(
        '<path d="M107 122q7 3.5 14 0M159 122q7 3.5 14 0M97 109l-6-2.5M97 113l-6 1M183 109l6-2.5M183 113l6 1'
        'M124 137q-6 5-7 13M156 137q6 5 7 13"/>'
    ),
}
"""Red cheeks and the lines of a long life: the style has no ages of its own."""


def paint(look: Look) -> tuple[str, dict[str, object]]:
    """The SVG and the DiceBear options it was drawn from."""
    options = _options(look)
    return svg(NAME, options, _AGES[look.age_range]), {**options, "ageVariant": look.age_range}


def _options(look: Look) -> dict[str, object]:
    hair = colors.named("hair_color", look.hair_color)
    tones = colors.background(look.background)
    cloth = look.chance.one_of("clothes", colors.clothes(look.style))
    options: dict[str, object] = {
        "skinColor": [colors.named("skin_tone", look.skin_tone)],
        "hairColor": [hair],
        "facialHairColor": [hair],
        "clothesVariant": _CLOTHES[look.outfit],
        "clothesColor": [cloth],
        "hatColor": [look.chance.one_of("accent", colors.accents())],
        "accessoriesColor": ["#262e33"],
        "mouthVariant": _MOUTHS[look.expression],
        "eyesVariant": _EYES[look.expression],
        "eyebrowsVariant": _BROWS[look.expression],
        "noseVariant": "default",
        **wall(tones),
    }
    flower = "frida" if "hair-flower" in look.accessories else None
    top = _HATS.get(look.headwear) or flower or _TOPS.get(look.hair_style)
    chosen = {
        "topVariant": top,
        "accessoriesVariant": _GLASSES.get(look.glasses),
        "facialHairVariant": _BEARDS.get(look.facial_hair),
    }
    return options | {name: variant for name, variant in chosen.items() if variant}
