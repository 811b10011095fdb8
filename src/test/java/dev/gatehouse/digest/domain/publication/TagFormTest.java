package dev.gatehouse.digest.domain.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.digest.domain.publication.TagForm.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagFormTest {

    private static final TagForm DATED = TagForm.of("published/YYYY-MM-DD[.n]");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "published/2026-04-15",
                "published/2026-04-15.1",
                "published/2026-04-15.27",
                "published/2024-02-29"
            })
    void takesATagOfTheForm(String tag) {
        assertThat(DATED.faultOf(tag)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "main",
                "2026-04-15",
                "Published/2026-04-15",
                "published/2026-4-15",
                "published/2026-04-15.",
                "published/2026-04-15.0",
                "published/2026-04-15.01",
                "published/2026-04-15.x",
                "published/2026-04-15n",
                "published/2026-04-15-draft",
                "published/2026-04-15\n",
                "refs/tags/published/2026-04-15",
                "published/٢٠٢٦-٠٤-١٥"
            })
    void refusesAnotherShape(String tag) {
        assertThat(DATED.faultOf(tag)).contains(Fault.OTHER_SHAPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"published/2026-02-30", "published/2026-02-29", "published/2026-13-01", "published/2026-04-00.2"
            })
    void refusesADayThatNoCalendarKnows(String tag) {
        assertThat(DATED.faultOf(tag)).contains(Fault.NO_SUCH_DATE);
    }

    @Test
    void takesPartsInAnyOrderAndOtherLiteralText() {
        TagForm form = TagForm.of("runbook(DD.MM.YYYY)[-rev n]+");

        assertThat(form.faultOf("runbook(15.04.2026)+")).isEmpty();
        assertThat(form.faultOf("runbook(15.04.2026)-rev 2+")).isEmpty();
        assertThat(form.faultOf("runbook(15x04x2026)+")).contains(Fault.OTHER_SHAPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "published/*",
                "published/YYYY-MM",
                "published/YYYY-MM-DD-DD",
                "published/YYYY-MM-DD[.n",
                "published/YYYY-MM-DD].n",
                "published/YYYY-MM-DD[.x]",
                "published/YYYY-MM-DD[n.n]"
            })
    void refusesAFormThatSaysNotWhatItMeans(String form) {
        assertThatThrownBy(() -> TagForm.of(form))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The tag form \"" + form + "\"")
                .hasMessageContaining("expected one such as published/YYYY-MM-DD[.n]");
    }

    @Test
    void isTheSameWhereItsTextIs() {
        assertThat(TagForm.of("published/YYYY-MM-DD[.n]"))
                .isEqualTo(DATED)
                .hasSameHashCodeAs(DATED)
                .hasToString("published/YYYY-MM-DD[.n]")
                .isNotEqualTo(TagForm.of("published/YYYY-MM-DD"));
    }
}
