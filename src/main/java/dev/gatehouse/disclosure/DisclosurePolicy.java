package dev.gatehouse.disclosure;

import dev.gatehouse.disclosure.domain.Section;
import dev.gatehouse.people.Directory;
import dev.gatehouse.policy.Policies;
import dev.gatehouse.release.LanePolicyTables;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Asks the tables in force what holds for disclosures. */
@Component
class DisclosurePolicy extends LanePolicyTables {

    private final Policies policies;

    DisclosurePolicy(Policies policies, Directory directory) {
        super(
                DisclosureProcess.KEY,
                policies,
                directory,
                "audience-scope",
                "blocked-language",
                "change-authority",
                "delegate-mapping",
                "freshness",
                "material-change",
                "required-signers",
                "validity-limits");
        this.policies = policies;
    }

    List<String> flags(String text) {
        return List.copyOf(policies.blockedLanguage(DisclosureProcess.KEY, text));
    }

    /** Of a section's title and text: both go to the lane. */
    List<String> flags(Section section) {
        Set<String> words = new LinkedHashSet<>(flags(section.title()));
        words.addAll(flags(section.markdown()));
        return List.copyOf(words);
    }
}
