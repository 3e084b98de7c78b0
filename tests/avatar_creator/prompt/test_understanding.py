"""What sentences are taken to mean: a table of descriptions and the values they must give."""

import pytest

from avatar_creator.person import Attributes, Persona
from avatar_creator.prompt.understanding import understand

SENTENCES: list[tuple[str, dict[str, object]]] = [
    ("a woman with a black bob", {"gender": "female", "hair_style": "bob", "hair_color": "black"}),
    ("an old man with a grey afro", {"gender": "male", "hair_style": "afro", "hair_color": "grey"}),
    ("a woman with long black hair", {"gender": "female", "hair_style": "long-straight", "hair_color": "black"}),
    ("short curly black hair", {"hair_style": "short-curly", "hair_color": "black"}),
    ("long straight blonde hair", {"hair_style": "long-straight", "hair_color": "blonde"}),
    ("a woman in a black suit", {"gender": "female", "ethnicity": None, "outfit": "suit"}),
    ("a man in a white linen shirt", {"gender": "male", "ethnicity": None, "outfit": "shirt"}),
    ("a black man with a beard", {"gender": "male", "ethnicity": "african"}),
    (
        "a smiling woman in her 50s with curly red hair and glasses",
        {
            "gender": "female",
            "age_range": "mature",
            "hair_style": "long-curly",
            "hair_color": "red",
            "glasses": "round",
            "expression": "smile",
        },
    ),
    (
        "young Javanese man in batik and peci, friendly",
        {
            "gender": "male",
            "age_range": "young",
            "ethnicity": "javanese",
            "outfit": "batik",
            "headwear": "peci",
            "expression": "smile",
        },
    ),
    ("an elderly man without glasses", {"gender": "male", "age_range": "mature", "glasses": "none"}),
    ("no beard, no glasses", {"facial_hair": "none", "glasses": "none"}),
    ("no glasses or beard, serious", {"glasses": "none", "facial_hair": "none", "expression": "serious"}),
    ("he doesn't have a beard", {"gender": "male", "facial_hair": "none"}),
    ("a clean-shaven businessman", {"gender": "male", "facial_hair": "none", "style": "formal"}),
    ("not smiling", {}),
    ("no glasses but a long beard", {"glasses": "none", "facial_hair": "long-beard"}),
    ("no long beard", {"facial_hair": "none"}),
    ("hair that is red", {"hair_color": "red"}),
    ("eyes of green", {"eye_color": "green"}),
    ("hair is green and eyes are blue", {"hair_color": "green", "eye_color": "blue"}),
    ("red hair and green eyes", {"hair_color": "red", "eye_color": "green"}),
    ("hair color: red, eye color: green", {"hair_color": "red", "eye_color": "green"}),
    (
        "her hair is long, black and wavy",
        {"gender": "female", "hair_color": "black", "hair_style": "long-wavy"},
    ),
    ("a woman in a red dress", {"gender": "female", "outfit": "dress"}),
    ("red dress, brown hair", {"outfit": "dress", "hair_color": "brown"}),
    ("a black woman with brown eyes", {"gender": "female", "ethnicity": "african", "eye_color": "brown"}),
    ("a black-haired woman", {"gender": "female", "hair_color": "black"}),
    ("a white-haired old lady", {"gender": "female", "age_range": "mature", "hair_color": "white"}),
    ("a man with curly hair", {"gender": "male", "hair_style": "short-curly"}),
    ("a woman with short hair", {"gender": "female", "hair_style": "pixie"}),
    ("a short man", {"gender": "male"}),
    ("long straight blonde hair with bangs", {"hair_style": "bangs", "hair_color": "blonde"}),
    ("23-year-old student", {"age_range": "young"}),
    ("a man aged 41", {"gender": "male", "age_range": "adult"}),
    ("she is 67 years old", {"gender": "female", "age_range": "mature"}),
    ("in his late thirties", {"gender": "male", "age_range": "adult"}),
    ("a fifty-something teacher", {"age_range": "mature"}),
    ("35yo woman", {"gender": "female", "age_range": "adult"}),
    ("three dogs and 12 cats", {}),
    ("big round glasses", {"glasses": "round"}),
    ("wearing square black glasses", {"glasses": "square"}),
    ("man in sunglasses", {"gender": "male", "glasses": "sunglasses"}),
    ("a bearded man", {"gender": "male", "facial_hair": "full-beard"}),
    ("a short grey beard", {"facial_hair": "short-beard", "hair_color": "grey"}),
    ("handlebar moustache", {"facial_hair": "handlebar"}),
    ("dark-skinned man with dreadlocks", {"gender": "male", "skin_tone": "deep", "hair_style": "locs"}),
    ("olive skin, hazel eyes", {"skin_tone": "tan", "eye_color": "hazel"}),
    ("a redhead with freckles", {"hair_color": "red", "accessories": ["freckles"]}),
    ("hoop earrings and a pearl necklace", {"accessories": ["hoop-earrings", "pearls"]}),
    ("no earrings", {"accessories": ["none"]}),
    ("no earrings but a necklace", {"accessories": ["necklace"]}),
    ("woman in hijab on a blue background", {"gender": "female", "headwear": "hijab", "background": "sky"}),
    ("a straw hat at sunset", {"headwear": "sun-hat", "background": "sunset"}),
    ("a plus-size woman", {"gender": "female", "body_type": "full"}),
    ("slim Korean girl, shy", {"body_type": "slim", "ethnicity": "korean", "gender": "female"}),
    ("an African American executive", {"ethnicity": "african-american", "style": "formal"}),
    ("South-East Asian grandmother in a kebaya", {"ethnicity": "southeast-asian", "outfit": "kebaya"}),
    ("a non-binary person with pink hair", {"gender": "unisex", "hair_color": "pink"}),
    ("👩🏽‍🦰 with 👓 😂", {"gender": "female", "hair_color": "red", "skin_tone": "golden", "glasses": "round"}),
    ("🧕 smiling", {"gender": "female", "headwear": "hijab", "expression": "smile"}),
    ("A SMILING WOMAN WITH GLASSES", {"gender": "female", "expression": "smile", "glasses": "round"}),
    ("ａ ｓｍｉｌｉｎｇ woman", {"gender": "female", "expression": "smile"}),
    ("bald with a bushy beard", {"hair_style": "bald", "facial_hair": "long-beard"}),
    ("امرأة مبتسمة", {}),
    ("", {}),
]


@pytest.mark.parametrize(("sentence", "meant"), SENTENCES, ids=[sentence for sentence, _ in SENTENCES])
def test_a_sentence_gives_the_values_it_means(sentence: str, meant: dict[str, object]) -> None:
    understood = understand(sentence).attributes.model_dump(exclude_defaults=True, by_alias=False)
    assert {name: understood.get(name) for name in meant} == meant
    if not meant:
        assert understood == {}


def test_structured_values_win_over_the_text_and_the_lost_words_are_told() -> None:
    understood = understand("a blonde woman with round glasses", Attributes(hair_color="Dark Brown"))
    assert understood.attributes.hair_color == "dark-brown"
    assert understood.attributes.glasses == "round"
    assert understood.ignored == ("blonde",)


def test_free_values_in_other_words_become_published_ids() -> None:
    stated = Attributes(hair_style="Afro hair", glasses="no glasses", background="blue", eye_color="emerald")
    understood = understand("", stated)
    assert understood.stated.model_dump(exclude_defaults=True, by_alias=False) == {
        "hair_style": "afro",
        "glasses": "none",
        "background": "sky",
        "eye_color": "green",
    }


def test_free_values_without_a_published_id_are_kept_as_they_were_typed() -> None:
    assert understand("", Attributes(hair_style="Victory Rolls")).attributes.hair_style == "Victory Rolls"


def test_accessories_of_text_and_fields_add_up() -> None:
    understood = understand("with a scarf", Attributes(accessories=["earrings"]))
    assert understood.attributes.accessories == ["earrings", "scarf"]


def test_a_persona_age_sets_the_age_range_unless_it_is_said() -> None:
    persona = Persona(age=61)
    assert understand("a woman", None, persona).attributes.age_range == "mature"
    assert understand("a young woman", None, persona).attributes.age_range == "young"
    assert understand("", Attributes(age_range="adult"), persona).attributes.age_range == "adult"


def test_a_persona_trait_sets_the_expression_unless_it_is_said() -> None:
    persona = Persona(personality=["punctual", "cheerful"])
    assert understand("a man", None, persona).attributes.expression == "smile"
    assert understand("an angry man", None, persona).attributes.expression == "angry"


def test_words_without_effect_are_told_once_and_small_words_never() -> None:
    assert understand("A portrait of a woman riding a Horse, horse riding").ignored == ("riding", "Horse")
