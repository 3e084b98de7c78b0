"""Which parts a look is made of: the tables from published values to the variants of each layer.

Pure data and lookups. Knows the names of the parts, not their shapes or colours.
"""

from collections.abc import Mapping

from avatar_creator.providers.illustrated.look import Hides, Look, heritage
from avatar_creator.providers.illustrated.studio.parts import parts
from avatar_creator.vocabulary import NONE, VALUES

HONOURED = VALUES
"""Every published value can be drawn."""

BUILDS: Mapping[str, tuple[float, float]] = {
    "slim": (0.86, 0.96),
    "average": (1, 1),
    "athletic": (1.14, 1),
    "curvy": (1.06, 1.035),
    "full": (1.28, 1.095),
}
"""How wide the body and the head are, beside average."""

HATS = frozenset({"peci", "blangkon", "headscarf", "cap", "beanie", "fedora", "sun-hat"})
_NECK_AND_EARS = ("earrings", "hoop-earrings", "necklace", "pearls", "scarf", "hair-flower")
HIDES: Hides = {
    ("headwear", "hijab"): frozenset({("hair_style", "*"), *(("accessories", t) for t in _NECK_AND_EARS)}),
    ("headwear", "turban"): frozenset({("hair_style", "*"), ("accessories", "hair-flower")}),
    **{("headwear", hat): frozenset({("accessories", "hair-flower")}) for hat in HATS},
    ("expression", "laugh"): frozenset({("eye_color", "*")}),
    ("glasses", "sunglasses"): frozenset({("eye_color", "*")}),
}
"""Behind sunglasses and laughing lids nobody sees the colour of the eyes."""

_OUTFITS_OF = {
    "casual": {
        "t-shirt",
        "v-neck",
        "hoodie",
        "turtleneck",
        "sweater",
        "open-jacket",
        "shirt",
        "blouse",
        "dress",
        "overalls",
    },
    "formal": {"suit", "blazer", "shirt", "blouse", "dress", "turtleneck"},
    "traditional": {"kurta", "sari", "kimono", "batik", "kebaya", "dashiki"},
}

_FACES = {
    # expression: (mouth, eyes, brows)
    "neutral": ("neutral", "open", "natural"),
    "calm": ("soft-smile", "soft", "natural"),
    "smile": ("smile", "open", "natural"),
    "big-smile": ("big-smile", "open", "natural"),
    "laugh": ("laugh", "happy", "raised"),
    "serious": ("serious", "narrow", "flat"),
    "confident": ("smirk", "open", "cocked"),
    "thoughtful": ("aside", "aside", "cocked"),
    "shy": ("small", "down", "sad"),
    "playful": ("tongue", "wink", "raised"),
    "surprised": ("surprised", "wide", "raised"),
    "sad": ("sad", "soft", "sad"),
    "angry": ("angry", "narrow", "angry"),
}
_HEADS = {
    "female": {"oval": 4, "round": 3, "heart": 3},
    "male": {"square": 5, "oval": 3, "round": 2},
    "unisex": {"oval": 1, "round": 1, "heart": 1, "square": 1},
}
_BEARDS = {
    NONE: ((), ()),
    "stubble": (("stubble",), ()),
    "moustache": ((), ("plain",)),
    "handlebar": ((), ("handlebar",)),
    "goatee": (("goatee",), ("thin",)),
    "short-beard": (("short-beard",), ("thin",)),
    "full-beard": (("full-beard",), ("plain",)),
    "long-beard": (("long-beard",), ("plain",)),
}
_WALLS = {"night": "night", "sunset": "sunset", "leaves": "leaves", "dots": "dots", "white": "plain"}
_PLAIN_WALLS = ("disc", "disc", "plain", "arch", "sweep")
_ON_THE_NECK = ("necklace", "pearls", "scarf")
_ON_THE_EARS = ("earrings", "hoop-earrings")
_ON_THE_HEAD = ("headphones", "hair-flower")
_ON_THE_SKIN = ("freckles", "beauty-mark")


def suits(outfit: str, style: str) -> bool:
    """Whether an outfit is one way of dressing so."""
    return outfit in _OUTFITS_OF[style]


def lips(look: Look) -> float:
    """How full the lips are."""
    return float(heritage(look)["lips"])


def eyes(look: Look) -> float:
    """How large the eyes are: they seem to shrink as the face grows up."""
    return {"young": 1.05, "adult": 1, "mature": 0.95}[look.age_range]


def parts_of(look: Look) -> dict[str, tuple[str, ...]]:
    """Layer → the variants to lay there."""
    beard, moustache = _BEARDS[look.facial_hair]
    return {
        "defs": ("tones",),
        "wall": (_WALLS.get(look.background) or look.chance.one_of("wall", _PLAIN_WALLS),),
        **_face(look),
        **_hair(look),
        "body": ("plain",),
        "chin": ("full",) if look.body_type == "full" else (),
        "outfit": (look.outfit,),
        "neck": _worn(look, _ON_THE_NECK),
        "ear": ("plain",),
        "earring": _worn(look, _ON_THE_EARS),
        "worn": _worn(look, _ON_THE_HEAD),
        "mark": _worn(look, _ON_THE_SKIN),
        "age": (look.age_range,),
        "beard": beard,
        "moustache": moustache,
        "glasses": () if look.glasses == NONE else (look.glasses,),
        **{layer: _drawn(layer, look.headwear) for layer in ("cover-back", "cover-front")},
    }


def _worn(look: Look, place: tuple[str, ...]) -> tuple[str, ...]:
    """The accessories of one place that can be seen."""
    hidden = HIDES.get(("headwear", look.headwear), frozenset())
    return tuple(t for t in look.accessories if t in place and ("accessories", t) not in hidden)


def _face(look: Look) -> dict[str, tuple[str, ...]]:
    mouth, eyes, brows = _FACES[look.expression]
    home = heritage(look)
    single = home.get("lids") == "single"
    return {
        "head": (look.chance.weighted("head", _HEADS[look.gender]),),
        "nose": (look.chance.weighted("nose", home["nose"]),),
        "mouth": (mouth,),
        "eyes": ("single" if single and eyes == "open" else eyes,),
        "lid": _lid(look, eyes, single),
        "lashes": _lashes(look, eyes),
        "brows": (_natural_brows(look) if brows == "natural" else brows,),
        "blush": ("soft",) if look.gender == "female" else (),
    }


def _lid(look: Look, eyes: str, single: bool) -> tuple[str, ...]:
    if eyes not in {"open", "wide", "soft", "aside", "down"} or single:
        return ()
    return ("hooded",) if look.age_range == "mature" and eyes == "open" else ("crease",)


def _lashes(look: Look, eyes: str) -> tuple[str, ...]:
    if look.gender != "female" or eyes in {"happy", "closed", "wink"}:
        return ()
    return ("open",) if eyes in {"open", "wide", "aside"} else ("low",)


def _natural_brows(look: Look) -> str:
    weights = {"thick": 6, "soft": 4} if look.gender == "male" else {"soft": 6, "thin": 3, "thick": 1}
    return "thin" if look.age_range == "mature" else look.chance.weighted("brows", weights)


def _hair(look: Look) -> dict[str, tuple[str, ...]]:
    if ("hair_style", "*") in HIDES.get(("headwear", look.headwear), ()):
        return {}
    layers = ("hair-back", "hair-over", "hair-front")
    return {layer: _drawn(layer, look.hair_style) for layer in layers}


def _drawn(layer: str, variant: str) -> tuple[str, ...]:
    """The variant, where that layer has one of that name."""
    return (variant,) if variant in parts()[layer] else ()
