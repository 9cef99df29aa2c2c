package dev.unmask.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EscapeTest {
  @Test
  void letters_of_any_language_stay() {
    assertThat(Escape.terminal("O=Müller & Söhne, 株式会社, Ω 😀"))
        .isEqualTo("O=Müller & Söhne, 株式会社, Ω 😀");
  }

  @Test
  void escape_sequences_cannot_begin() {
    assertThat(Escape.terminal("CN=\u001b[2J\u009b31m\u0007"))
        .isEqualTo("CN=\\u{1b}[2J\\u{9b}31m\\u{7}");
  }

  @Test
  void lines_cannot_be_forged() {
    assertThat(Escape.terminal("a\r\nb\u2028c\u2029d"))
        .isEqualTo("a\\u{d}\\u{a}b\\u{2028}c\\u{2029}d");
  }

  @Test
  void text_cannot_be_turned_round_or_hidden() {
    assertThat(Escape.terminal("moc\u202e.evil\u2066\u200b\ufeff"))
        .isEqualTo("moc\\u{202e}.evil\\u{2066}\\u{200b}\\u{feff}");
  }

  @Test
  void half_a_surrogate_pair_is_shown_as_what_it_is() {
    assertThat(Escape.terminal("x\ud800y")).isEqualTo("x\\u{d800}y");
  }
}
