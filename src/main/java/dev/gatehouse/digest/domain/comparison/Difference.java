package dev.gatehouse.digest.domain.comparison;

import dev.gatehouse.digest.domain.runbook.Unit;
import dev.gatehouse.text.domain.WordDiff;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one unit.
 *
 * @param anchor the revision's, or the baseline's if the unit was removed; where the revision gives that name to another unit,
 *     as happens to anchors derived from a place, what was removed gets {@code ~2}. No two differences have the same
 * @param before the baseline's unit; null if it was added
 * @param after the revision's unit; null if it was removed
 * @param movedFrom where it stood, if it stands elsewhere now; it may have been changed as well
 * @param movedTo where it stands, if it stood elsewhere
 * @param number if it changed; alone it makes no change of a unit
 */
public record Difference(
        Kind kind,
        String anchor,
        @Nullable Unit before,
        @Nullable Unit after,
        @Nullable Place movedFrom,
        @Nullable Place movedTo,
        @Nullable NumberChange number) {

    /** A unit that was moved and reworded is changed. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED,
        MOVED,
        UNCHANGED
    }

    public boolean is(Kind asked) {
        return kind == asked;
    }

    /** The unit as the revision has it, or as the baseline had it if it was removed. */
    public Unit unit() {
        return after != null ? after : Objects.requireNonNull(before);
    }

    /**
     * What the baseline said; null if the unit was added. Shows markup where something changed that the text does not show: a
     * link's destination, a column's name, the language of code, emphasis.
     */
    public @Nullable String textBefore() {
        return before == null ? null : shown(before);
    }

    /** What the revision says; null if the unit was removed. */
    public @Nullable String textAfter() {
        return after == null ? null : shown(after);
    }

    private String shown(Unit unit) {
        return showsMarkup() ? unit.wording().markup() : unit.text();
    }

    private boolean showsMarkup() {
        return kind == Kind.CHANGED
                && before != null
                && after != null
                && (before.text().equals(after.text())
                        || !before.wording().unseen().equals(after.wording().unseen()));
    }

    /** What changed, word by word; empty unless the unit is changed. */
    public List<WordDiff.Piece> words() {
        String was = textBefore();
        String is = textAfter();
        return kind != Kind.CHANGED || was == null || is == null ? List.of() : WordDiff.between(was, is);
    }
}
