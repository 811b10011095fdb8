package dev.gatehouse.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.intake.ChangeSets;
import dev.gatehouse.intake.Disposition;
import dev.gatehouse.intake.Inbox;
import dev.gatehouse.intake.InboxEvent;
import dev.gatehouse.lane.CaseClock;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.policy.Policies;
import dev.gatehouse.policy.Ruling;
import dev.gatehouse.release.domain.Basis;
import dev.gatehouse.release.exchange.ReleaseEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MaterialChangesTest {

    private static final String FLOW = "some-flow";
    private static final String CASE = "C-1";
    private static final Instant START = Instant.parse("2026-04-20T09:00:00Z");

    private final Cases cases = mock(Cases.class);
    private final Inbox inbox = mock(Inbox.class);
    private final CitedRecords records = mock(CitedRecords.class);
    private final ChangeSets changeSets = mock(ChangeSets.class);
    private final Policies policies = mock(Policies.class);
    private final CaseClock clock = mock(CaseClock.class);
    private final CaseFile caseFile = new CaseFile(CASE, FLOW, "t", true, CaseFile.State.OPEN, null, "p", START, null);
    private final MaterialChanges changes = new MaterialChanges(cases, inbox, records, changeSets, policies, clock);
    private final List<InboxEvent> waiting = new ArrayList<>();

    @BeforeEach
    void aTableThatHoldsWhatIsAppliedAndCitedToBeMaterial() {
        when(clock.now(caseFile)).thenReturn(START.plusSeconds(999));
        when(inbox.unapplied(CASE)).thenReturn(waiting);
        when(cases.request(CASE))
                .thenReturn(JsonNodeFactory.instance.objectNode().put("account", "Northstar"));
        when(policies.materialChange(any(), any(), any(), any(), any(), anyBoolean()))
                .thenReturn(new Ruling(false, "material-change", 1));
        when(policies.materialChange(eq(FLOW), any(), eq(MaterialChanges.APPLIED), eq("review"), any(), eq(true)))
                .thenReturn(new Ruling(true, "material-change", 1));
    }

    @Test
    void holdEachStatementOfAnAudienceAgainstTheOneBefore() {
        arrives(20, ReleaseEvents.AUDIENCE_CHANGED, "{'lane':'l','audience':['evelyn.stone']}");
        arrives(10, ReleaseEvents.AUDIENCE_CHANGED, "{'lane':'l','audience':['omar.haddad']}");

        assertThat(read())
                .extracting(MaterialChange::audience)
                .containsExactly(Optional.of(List.of("omar.haddad")), Optional.of(List.of("evelyn.stone")));
    }

    @Test
    void takeNoStatementOfAnAudienceThatChangesNothingOrComesTooLate() {
        arrives(10, ReleaseEvents.AUDIENCE_CHANGED, "{'lane':'l','audience':['evelyn.stone']}");
        arrives(-10, ReleaseEvents.AUDIENCE_CHANGED, "{'lane':'l','audience':['omar.haddad']}");

        assertThat(read()).isEmpty();
    }

    @Test
    void takeEvidenceThatThePacketDoesNotRestOnYet() {
        arrives(10, ReleaseEvents.EVIDENCE_CHANGED, "{'register':'incident-timeline','key':'INC','version':8}");
        arrives(20, ReleaseEvents.EVIDENCE_CHANGED, "{'register':'incident-timeline','key':'INC','version':9}");
        arrives(30, ReleaseEvents.EVIDENCE_CHANGED, "{'register':'contracts','key':'C','version':1}");

        assertThat(read())
                .extracting(MaterialChange::because)
                .containsExactly("INC in the register incident-timeline has changed to version 9;"
                        + " the packet rests on version 8.");
    }

    @Test
    void letASourceRaiseWhatTheTableHoldsToBeImmaterialAndNeverLowerIt() {
        arrives(10, ReleaseEvents.EVIDENCE_CHANGED, "{'register':'r','key':'K','version':1,'material':true}");
        arrives(
                20,
                ReleaseEvents.EVIDENCE_CHANGED,
                "{'register':'incident-timeline','key':'INC','version':9,'material':false}");

        assertThat(read()).extracting(MaterialChange::subject).containsExactly("K", "INC");
    }

    @Test
    void takeTheContractOfTheOwnAccount() {
        arrives(10, ReleaseEvents.CONTRACT_CHANGED, "{'account':'Northstar','reference':'amendment 4'}");
        arrives(20, ReleaseEvents.CONTRACT_CHANGED, "{'account':'another','reference':'amendment 5'}");

        assertThat(read())
                .extracting(MaterialChange::sentence)
                .containsExactly(
                        "The contract of Northstar has changed (amendment 4). (e-10 (support.contract.changed))");
    }

    @Test
    void takeANewerVersionThatWasMirroredLikeTheEventThatStatesIt() {
        when(records.unapplied(CASE))
                .thenReturn(List.of(
                        new CitedRecords.News("incident-timeline", "INC", 8, "svc"),
                        new CitedRecords.News("incident-timeline", "INC", 9, "svc")));

        assertThat(MaterialChange.superseding(read())).contains("Superseded by version 9 of INC in incident-timeline.");
    }

    @Test
    void takeUpARecordAloneWithItsEntryOrWithoutEffectWithoutOne() {
        when(records.unapplied(CASE)).thenReturn(List.of(new CitedRecords.News("r", "K", 2, "svc")));

        changes.takenUpWithoutEffect(CASE, Map.of());
        verifyNoInteractions(changeSets);
        verify(records).applied(CASE);

        changes.takenUpIfAny(CASE, FLOW, Map.of("freshness", "1"));
        verify(changeSets).takenUp(CASE, List.of(), FLOW, Map.of("freshness", "1"));
    }

    private List<MaterialChange> read() {
        return changes.of(caseFile, () -> new Standpoint() {
            @Override
            public String stage() {
                return "review";
            }

            @Override
            public Basis basis() {
                return new OneRecord();
            }

            @Override
            public List<String> audience() {
                return List.of("evelyn.stone");
            }

            @Override
            public Instant audienceStatedAt() {
                return START;
            }
        });
    }

    private void arrives(int seconds, String type, String data) {
        waiting.add(new InboxEvent(
                waiting.size(),
                "source",
                "e-" + seconds,
                CASE,
                type,
                START.plusSeconds(seconds),
                "svc",
                START,
                Disposition.ACCEPTED,
                null,
                false,
                StrictJson.read(data.replace('\'', '"'))));
    }

    /** Version 8 of INC. */
    private static final class OneRecord implements Basis {
        @Override
        public OptionalLong newest(String register, String key) {
            return key.equals("INC") ? OptionalLong.of(8) : OptionalLong.empty();
        }

        @Override
        public boolean restsOn(String register, String key, long version) {
            return cites(register, key) && version <= 8;
        }
    }
}
