package dev.gatehouse.readout.calendar;

/**
 * Whose calendars are meant: the real ones that live cases share, or those that one drill has of its own.
 *
 * @param id {@code live}, or {@code drill:} and the case id
 */
public record CalendarSet(String id) {
    public static final CalendarSet LIVE = new CalendarSet("live");

    private static final String DRILL = "drill:";

    public static CalendarSet ofDrill(String caseId) {
        return new CalendarSet(DRILL + caseId);
    }

    /** The set that a case works on. */
    public static CalendarSet of(String caseId, boolean drill) {
        return drill ? ofDrill(caseId) : LIVE;
    }

    public boolean isDrill() {
        return id.startsWith(DRILL);
    }
}
