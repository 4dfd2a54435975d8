"""Flat illustrations for the demo community, drawn when it is loaded: no photographs, no downloads."""

from __future__ import annotations

import io
import math
from collections.abc import Callable

from PIL import Image, ImageDraw

SIZE = (1200, 750)
PAPER, INK, LINE = "#f7f6f3", "#1c2429", "#d9d6cf"
HUES = ("#07657d", "#c8643c", "#7a9a3c", "#8d6bb8", "#c9a227", "#3f8f76")

Sheet = ImageDraw.ImageDraw


def draw(name: str) -> bytes:
    """A PNG of one of the eight illustrations. Raises KeyError for another name."""
    artist = ARTISTS[name]
    image = Image.new("RGB", SIZE, PAPER)
    artist(ImageDraw.Draw(image))
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _box(sheet: Sheet, x: float, y: float, wide: float, high: float, fill: str, radius: int = 10) -> None:
    sheet.rounded_rectangle((x, y, x + wide, y + high), radius, fill)


def _rota_board(sheet: Sheet) -> None:
    for row in range(6):
        _box(sheet, 70, 110 + row * 96, 130, 76, "#e5e2da")
        sheet.line((90, 150 + row * 96, 180, 150 + row * 96), INK, 5)
        for column in range(7):
            empty = (row * 7 + column) in (9, 23, 38)
            x, y = 220 + column * 130, 110 + row * 96
            _box(sheet, x, y, 114, 76, "#ffffff" if empty else HUES[(row * 3 + column) % 6])
            sheet.line((x + 20, y + 38, x + 94, y + 38), LINE if empty else PAPER, 5)
    for column in range(7):
        sheet.line((240 + column * 130, 74, 310 + column * 130, 74), INK, 6)


def _ninety_day_plan(sheet: Sheet) -> None:
    for week in range(13):
        y = 60 + week * 49
        sheet.line((60, y, 1140, y), LINE, 2)
        sheet.line((70, y + 24, 130, y + 24), INK, 5)
    bars = ((0, 180, 300), (1, 520, 220), (2, 220, 480), (4, 760, 300), (5, 200, 180), (6, 480, 420), (8, 300, 520),
            (9, 860, 220), (10, 180, 260), (11, 560, 380), (12, 240, 200))  # fmt: skip
    for number, (week, x, wide) in enumerate(bars):
        _box(sheet, x, 68 + week * 49, wide, 32, HUES[number % 6])


def _helsinki_harbour(sheet: Sheet) -> None:
    for y in range(430):
        sheet.line((0, y, 1200, y), (247 - y // 9, 214 - y // 6, 180 - y // 12))
    for y in range(430, 750):
        sheet.line((0, y, 1200, y), (60 + (750 - y) // 6, 100 + (750 - y) // 8, 122 + (750 - y) // 10))
    sheet.ellipse((820, 250, 960, 390), "#ffe3b0")
    for x, high in ((40, 70), (130, 110), (230, 80), (330, 140), (440, 90), (1010, 100), (1110, 75)):
        sheet.rectangle((x, 430 - high, x + 80, 430), "#5b5f6b")
    sheet.polygon(((560, 420), (900, 420), (870, 455), (590, 455)), "#f2efe8")
    sheet.rectangle((620, 385, 830, 420), "#f2efe8")
    sheet.rectangle((760, 355, 790, 385), HUES[1])
    for number, x in enumerate((120, 330, 540, 750, 960)):
        sheet.polygon(((x, 590), (x + 150, 590), (x + 125, 625), (x + 25, 625)), HUES[number % 6])
        sheet.line((x + 70, 470, x + 70, 590), INK, 5)
    for y in range(500, 740, 34):
        sheet.line((60 + y % 90, y, 220 + y % 90, y), "#9db7bf", 3)


def _import_mapping(sheet: Sheet) -> None:
    for row in range(5):
        y = 110 + row * 120
        _box(sheet, 110, y, 360, 78, "#ffffff")
        sheet.line((140, y + 39, 340, y + 39), INK, 6)
        _box(sheet, 730, y, 360, 78, "#ffffff" if row == 3 else HUES[row])
        sheet.line((760, y + 39, 960, y + 39), LINE if row == 3 else PAPER, 6)
        if row != 3:
            sheet.line((470, y + 39, 730, y + 39), HUES[row], 6)
            sheet.ellipse((714, y + 27, 738, y + 51), HUES[row])


def _load_chart(sheet: Sheet) -> None:
    heights = (520, 470, 430, 380, 330, 300, 150, 130, 120, 110, 96, 90, 84, 80, 72, 66, 60, 52)
    for number, high in enumerate(heights):
        _box(sheet, 90 + number * 58, 640 - high, 42, high, HUES[1] if number < 6 else HUES[0], 6)
    sheet.line((70, 642, 1150, 642), INK, 4)
    for x in range(80, 1140, 40):
        sheet.line((x, 470, x + 20, 470), INK, 3)


def _choir_room(sheet: Sheet) -> None:
    sheet.rectangle((0, 0, 1200, 420), "#efe9dc")
    sheet.rectangle((0, 420, 1200, 750), "#d8c7a6")
    sheet.rectangle((420, 60, 1120, 280), "#cfe3ea")
    for x in (595, 770, 945):
        sheet.line((x, 60, x, 280), PAPER, 10)
    sheet.rectangle((420, 300, 1120, 360), "#a98e63")
    for number in range(22):
        sheet.rectangle((432 + number * 31, 306, 456 + number * 31, 352), HUES[number % 6])
    sheet.rectangle((60, 300, 330, 520), INK)
    sheet.rectangle((60, 440, 370, 470), "#f7f6f3")
    for row in range(4):
        for seat in range(7 + row):
            angle = math.pi * (0.25 + 0.5 * seat / (6 + row))
            across, down = math.cos(angle) * (200 + row * 95), math.sin(angle) * (120 + row * 75)
            _box(sheet, 698 - across, 308 + down, 44, 44, HUES[row], 8)


def _time_zone_table(sheet: Sheet) -> None:
    for row in range(4):
        y = 130 + row * 140
        _box(sheet, 60, y, 150, 110, "#e5e2da")
        sheet.line((85, y + 55, 185, y + 55), INK, 6)
        for hour in range(24):
            local = (hour + (0, 2, 9, 20)[row]) % 24
            fill = HUES[4] if 17 <= local <= 21 else ("#ffffff" if 7 <= local < 17 else "#b9c4cb")
            _box(sheet, 230 + hour * 38, y, 32, 110, fill, 6)
    for hour in range(0, 24, 6):
        sheet.line((236 + hour * 38, 96, 256 + hour * 38, 96), INK, 6)


def _repair_table(sheet: Sheet) -> None:
    sheet.rectangle((0, 0, 1200, 330), "#e9eef0")
    sheet.polygon(((60, 330), (1140, 330), (1200, 750), (0, 750)), "#c7a678")
    for number in range(9):
        _box(sheet, 120 + number * 58, 400, 22, 150 - number * 9, HUES[number % 6], 8)
        _box(sheet, 124 + number * 58, 545 - number * 9, 14, 90, "#8b949a", 4)
    sheet.polygon(((760, 240), (960, 240), (1010, 400), (710, 400)), HUES[4])
    sheet.line((860, 400, 860, 470), INK, 10)
    sheet.ellipse((770, 600, 950, 660), "#5b5f6b")
    sheet.line((690, 520, 750, 560), INK, 8)
    sheet.ellipse((1010, 520, 1080, 610), "#fff2c4")
    for number in range(5):
        sheet.ellipse((640 + number * 26, 660, 656 + number * 26, 676), "#6b7278")


ARTISTS: dict[str, Callable[[Sheet], None]] = {
    "rota-board": _rota_board,
    "ninety-day-plan": _ninety_day_plan,
    "helsinki-harbour": _helsinki_harbour,
    "import-mapping": _import_mapping,
    "load-chart": _load_chart,
    "choir-room": _choir_room,
    "time-zone-table": _time_zone_table,
    "repair-table": _repair_table,
}
