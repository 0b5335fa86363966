"""Tests of what needs no display. Run: /usr/bin/python3 -m unittest discover -s models/grounding/data/apps"""

import random
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

try:
    import gi  # noqa: F401
    import numpy as np
    from PIL import Image, ImageDraw

    HAVE = True
except ImportError:
    HAVE = False


@unittest.skipUnless(HAVE, "python3-gi, python3-numpy and python3-pil of the system are not installed")
class TestText(unittest.TestCase):
    def setUp(self):
        from writing import Writer, pil_font

        self.picture = np.full((80, 400, 3), 235, np.uint8)
        image = Image.fromarray(self.picture)
        ImageDraw.Draw(image).text((120, 30), "Show line numbers", font=pil_font("DejaVu Sans", 13, False), fill=(20, 20, 20))
        self.pen = Writer(np.asarray(image), [("DejaVu Sans", 13)])

    def test_finds_a_label_where_it_is_drawn(self):
        line = self.pen.find("Show line numbers", (100, 20, 300, 60))
        self.assertIsNotNone(line)
        self.assertAlmostEqual(line["box"][0], 120, delta=3)
        self.assertEqual([w["text"] for w in line["words"]], ["Show", "line", "numbers"])

    def test_does_not_find_another_label_of_about_the_same_width(self):
        self.assertIsNone(self.pen.find("Move last windows", (100, 20, 300, 60)))

    def test_does_not_find_a_label_beside_its_box(self):
        self.assertIsNone(self.pen.find("Show line numbers", (250, 20, 390, 60)))


@unittest.skipUnless(HAVE, "python3-gi of the system is not installed")
class TestTables(unittest.TestCase):
    def test_no_program_is_reserved_for_evaluation(self):
        import catalogue

        commands = {p.argv[0].rsplit("/", 1)[-1] for p in catalogue.PROGRAMS}
        self.assertFalse(commands & catalogue.RESERVED)

    def test_title_buttons_follow_the_configured_order(self):
        from display import Top
        from kinds import title_buttons

        top = Top(1, 2, (0, 0, 300, 200), (0, 24, 300, 200), 1, "x", "window")
        buttons = [(2, 2, 22, 22), (230, 2, 250, 22), (252, 2, 272, 22), (274, 2, 294, 22)]
        roles = [role for _, role in title_buttons(top, buttons, "NLIMC", [(30, 2, 220, 22)])]
        self.assertEqual(roles, ["icon", "minimise", "maximise", "close"])

    def test_title_buttons_that_do_not_fit_the_order_are_not_told(self):
        from display import Top
        from kinds import title_buttons

        top = Top(1, 2, (0, 0, 300, 200), (0, 24, 300, 200), 1, "x", "window")
        self.assertEqual(title_buttons(top, [(230, 2, 250, 22), (252, 2, 272, 22)], "NLIMC", [(30, 2, 220, 22)]), [])

    def test_reading_order_goes_row_by_row(self):
        from ends import reading_order

        members = [{"id": i, "box": b} for i, b in enumerate([(50, 0, 90, 20), (0, 2, 40, 22), (0, 40, 40, 60)])]
        self.assertEqual([(c["id"], r, k) for c, r, k in reading_order(members)], [(1, 0, 0), (0, 0, 1), (2, 1, 0)])

    def test_concepts_are_found_in_five_languages(self):
        from words import Concepts

        concepts = Concepts(Path(__file__).parent.parent / "web" / "concepts.txt")
        self.assertEqual([concepts.of(x) for x in ("_Open…", "Öffnen", "Abrir", "Ouvrir", "打开")], ["open"] * 5)
        self.assertIsNone(concepts.of("Enregistrer"), "save and record")

    def test_the_same_seed_draws_the_same_look(self):
        from looks import draw

        self.assertEqual(draw(random.Random("1/3/look")), draw(random.Random("1/3/look")))

    def test_a_home_has_a_file_for_every_placeholder(self):
        import re

        import catalogue
        from home import fill

        with tempfile.TemporaryDirectory() as folder:
            files = fill(Path(folder), "de", random.Random(1))
            wanted = {m for p in catalogue.PROGRAMS for a in p.argv for m in re.findall(r"{(\w+)}", a)}
            self.assertLessEqual(wanted, set(files))
            self.assertTrue(all(Path(f).exists() for f in files.values()))


if __name__ == "__main__":
    unittest.main()
