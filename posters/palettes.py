"""The colours of drawn posters, by genre."""

from __future__ import annotations

from posters.canvas import Palette

PALETTES: dict[str, tuple[Palette, ...]] = {
    # sky, deep, glow, a, b, paper, ink
    "Film-Noir": (
        Palette("#1c1b1f", "#08080a", "#e9dfc6", "#c0392b", "#3b3a40", "#08080a", "#f1e8d2"),
        Palette("#26303a", "#0d1216", "#dfe3d8", "#d8a13a", "#45525d", "#dfe3d8", "#11161b"),
    ),
    "Western": (
        Palette("#f0b45b", "#5a2216", "#fbe7b2", "#dd6b33", "#b8402a", "#fbe7b2", "#5a2216"),
        Palette("#7fb6b0", "#3d2018", "#f8e3b0", "#d9793d", "#a8482c", "#3d2018", "#f8e3b0"),
        Palette("#e8cf9d", "#40231a", "#fff1cc", "#c9542b", "#8d3a24", "#a23c1b", "#fff6e0"),
    ),
    "Musical": (
        Palette("#1f2a63", "#0f1436", "#ffd94f", "#ff5d73", "#38b6c8", "#ffd94f", "#151b45"),
        Palette("#f7c7c0", "#5b1f4a", "#fff3da", "#e0446c", "#f08d3c", "#5b1f4a", "#fff3da"),
        Palette("#0f6b68", "#063b3c", "#fbe9b7", "#f2a33a", "#e4572e", "#fbe9b7", "#063b3c"),
    ),
    "Horror": (
        Palette("#1a0d12", "#050304", "#f0e3c4", "#b3131b", "#5d0f18", "#b3131b", "#fff3dd"),
        Palette("#20301f", "#0a120a", "#dfe8a8", "#8fb339", "#4c6b2b", "#0a120a", "#dfe8a8"),
        Palette("#41204f", "#130818", "#f6d36b", "#e4572e", "#7a2e6b", "#130818", "#f6d36b"),
    ),
    "Sci-Fi": (
        Palette("#111b3d", "#080d22", "#fbeecb", "#f26b3a", "#3f8fbf", "#fbeecb", "#111b3d"),
        Palette("#0e3b43", "#06212a", "#fdf0c4", "#f2a541", "#d1495b", "#06212a", "#fdf0c4"),
        Palette("#2d1b4e", "#150b2b", "#ffe9a8", "#ff5e78", "#4fd1c5", "#150b2b", "#ffe9a8"),
        Palette("#e8dcc0", "#16324f", "#d98a1f", "#e4572e", "#2a7f9e", "#16324f", "#fffaf0"),
    ),
    "War": (
        Palette("#8c8a5b", "#2b2d1d", "#efe6c4", "#6b6c41", "#4c4e31", "#2b2d1d", "#efe6c4"),
        Palette("#c65a32", "#33160e", "#f7dfb4", "#e4873f", "#7d2e1b", "#f7dfb4", "#33160e"),
        Palette("#5f7480", "#1c262c", "#ece6d3", "#b23a2e", "#3d4d57", "#ece6d3", "#1c262c"),
    ),
    "Documentary": (
        Palette("#efe8d8", "#23221f", "#23221f", "#e03c31", "#8f8a7c", "#23221f", "#efe8d8"),
        Palette("#0f4c5c", "#072a33", "#f4ead0", "#f2a541", "#5fa8a4", "#f4ead0", "#072a33"),
        Palette("#f2c230", "#24221c", "#24221c", "#d7263d", "#a37c10", "#f2c230", "#24221c"),
    ),
    "Animation": (
        Palette("#8fd3d6", "#27476e", "#fff2c9", "#ff6f59", "#ffc145", "#fff2c9", "#27476e"),
        Palette("#ffd166", "#3a2a5d", "#fff8e7", "#ef476f", "#06a77d", "#3a2a5d", "#fff8e7"),
        Palette("#f9b5ac", "#423e75", "#fff6da", "#ee7674", "#4aa8a0", "#423e75", "#fff6da"),
        Palette("#b8d8a8", "#1f5041", "#fffbe6", "#f28444", "#e3b505", "#1f5041", "#fffbe6"),
    ),
    "Children": (
        Palette("#a9dbe8", "#1d4e79", "#fff4cf", "#f25f4c", "#f8b62d", "#fff4cf", "#1d4e79"),
        Palette("#ffdf80", "#5f2a62", "#fffaf0", "#e6557f", "#2a9d8f", "#5f2a62", "#fffaf0"),
    ),
    "Fantasy": (
        Palette("#2b2a5a", "#120f2d", "#ffe6a3", "#b05fc0", "#4b4a96", "#120f2d", "#ffe6a3"),
        Palette("#1d5c4f", "#0a2d28", "#f8eebf", "#6dbb7b", "#2f8467", "#f8eebf", "#0a2d28"),
        Palette("#e7b7a0", "#43214a", "#fff3d6", "#b8527a", "#7a3b78", "#43214a", "#fff3d6"),
    ),
    "Mystery": (
        Palette("#23424a", "#0e2025", "#f5e3a8", "#c8742d", "#356069", "#f5e3a8", "#0e2025"),
        Palette("#4a2340", "#1d0c1a", "#f6dfae", "#d0563f", "#703559", "#1d0c1a", "#f6dfae"),
        Palette("#c9b37e", "#2c2418", "#fbf1d0", "#a33327", "#8c7640", "#2c2418", "#fbf1d0"),
    ),
    "Crime": (
        Palette("#e2b33c", "#1d1a17", "#fbf0d0", "#c8321f", "#8d6a17", "#1d1a17", "#fbf0d0"),
        Palette("#24313f", "#0d141b", "#f3e6c3", "#e0492f", "#4b6076", "#f3e6c3", "#0d141b"),
        Palette("#8f1f24", "#1b0a0b", "#f6e4c0", "#e8a13a", "#5c1217", "#1b0a0b", "#f6e4c0"),
        Palette("#d9d2bd", "#1e2024", "#fffdf4", "#d23b2f", "#7c7f80", "#d23b2f", "#fffdf4"),
    ),
    "Romance": (
        Palette("#f6d5c3", "#6b1f3a", "#fff2dd", "#d9405f", "#ee8f6b", "#6b1f3a", "#fff2dd"),
        Palette("#6d1a36", "#360a1b", "#ffe3bf", "#e6586b", "#b42e54", "#ffe3bf", "#4d1026"),
        Palette("#cfe0dc", "#1f3f52", "#fff6e4", "#e2725b", "#5f9ea0", "#fff6e4", "#1f3f52"),
    ),
    "Adventure": (
        Palette("#f3c969", "#1f3b4d", "#fff4d2", "#d9622b", "#3a7d7c", "#1f3b4d", "#fff4d2"),
        Palette("#8cc0c4", "#17384a", "#fff1c1", "#e07a3f", "#3f7f8c", "#fff1c1", "#17384a"),
        Palette("#e08e5b", "#3b1f2b", "#ffe9c2", "#b7472a", "#6a3044", "#3b1f2b", "#ffe9c2"),
    ),
    "Thriller": (
        Palette("#e2562c", "#1b1311", "#fff0d5", "#1b1311", "#8f2a12", "#fff0d5", "#1b1311"),
        Palette("#20363a", "#0a1517", "#f0ead6", "#cf3a2b", "#4d7a78", "#0a1517", "#f0ead6"),
        Palette("#f0dcae", "#221f1f", "#fffaf0", "#c5281c", "#d98e32", "#221f1f", "#fffaf0"),
    ),
    "Action": (
        Palette("#f2b632", "#1c1714", "#fff4d0", "#e0421f", "#9c2313", "#1c1714", "#fff4d0"),
        Palette("#123047", "#071725", "#fff1cf", "#ff6a2b", "#2c6e91", "#fff1cf", "#071725"),
        Palette("#a61c1c", "#210606", "#ffe8bf", "#f08a24", "#5e0f10", "#210606", "#ffe8bf"),
    ),
    "Comedy": (
        Palette("#f7cf46", "#2a2352", "#fff8e2", "#ef5b4c", "#3c9fb0", "#fff8e2", "#2a2352"),
        Palette("#f4a9a0", "#33304f", "#fff6e0", "#e94f64", "#f0b429", "#33304f", "#fff6e0"),
        Palette("#7cc6b5", "#173f4a", "#fff5d8", "#f26b4e", "#f5bd41", "#fff5d8", "#173f4a"),
        Palette("#f08b3e", "#40192b", "#fff2d3", "#c9304a", "#fbcb5a", "#40192b", "#fff2d3"),
    ),
    "Drama": (
        Palette("#e9d8b8", "#26303b", "#fff8e8", "#c1573c", "#5c7d8a", "#26303b", "#fff8e8"),
        Palette("#34495a", "#141d26", "#f9e2ad", "#c77b4a", "#5b7482", "#f9e2ad", "#141d26"),
        Palette("#c9a27a", "#3a2418", "#fdf0d5", "#96462f", "#6f5a43", "#fdf0d5", "#3a2418"),
        Palette("#5b2e3f", "#241019", "#fbe3c0", "#d2694f", "#8a4759", "#241019", "#fbe3c0"),
        Palette("#b9c4b0", "#25362f", "#fff9e6", "#d08b4c", "#647d6b", "#25362f", "#fff9e6"),
    ),
    "": (
        Palette("#efe3c8", "#1f2430", "#fbf5e4", "#d6452b", "#2a6f97", "#fbf5e4", "#1f2430"),
        Palette("#22313f", "#101820", "#f4e3b5", "#e3872d", "#3f8f86", "#101820", "#f4e3b5"),
    ),
}
"""By genre. Paper and ink have a contrast of at least 4.5:1, so titles can be read."""
