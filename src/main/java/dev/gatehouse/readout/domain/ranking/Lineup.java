package dev.gatehouse.readout.domain.ranking;

import dev.gatehouse.readout.domain.RoleHolder;
import dev.gatehouse.readout.domain.Substitute;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has to take part, by role.
 *
 * @param holders by role; each role once
 */
record Lineup(List<RoleHolder> holders) {
    Lineup {
        holders =
                holders.stream().sorted(Comparator.comparing(RoleHolder::role)).toList();
    }

    Lineup with(Collection<Substitute> substitutes) {
        return new Lineup(holders.stream()
                .map(holder -> substitutes.stream()
                        .filter(substitute -> substitute.role().equals(holder.role()))
                        .findFirst()
                        .map(substitute -> new RoleHolder(holder.role(), substitute.person()))
                        .orElse(holder))
                .toList());
    }

    /** Each once, in order. */
    List<String> people() {
        return holders.stream().map(RoleHolder::person).distinct().sorted().toList();
    }

    /** Who holds a role; throws when it is none of the required ones. */
    String holder(String role) {
        return holders.stream()
                .filter(holder -> holder.role().equals(role))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(role + " is not a required role"))
                .person();
    }

    /** Whose holidays the customer's are; null where nobody has to take part for the customer. */
    @Nullable
    String keeperOfHolidays() {
        for (RoleHolder holder : holders) {
            if (holder.role().equals(RoleHolder.CUSTOMER_INCIDENT_MANAGER)) {
                return holder.person();
            }
        }
        return null;
    }
}
