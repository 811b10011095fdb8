package dev.gatehouse.readout.domain;

import java.time.ZoneId;
import java.util.List;

/**
 * Published support coverage: a readout lies wholly inside. Hours that touch or overlap count as one stretch.
 *
 * @param coverage its name, as in {@code premium-emea-amer}
 * @param hours none means that nothing is covered
 */
public record Coverage(String coverage, List<Hours> hours) {
    public Coverage {
        hours = List.copyOf(hours);
    }

    /** One row of the table {@code coverage-hours}. */
    public record Hours(WeeklyHours weekly, ZoneId zone) {}
}
