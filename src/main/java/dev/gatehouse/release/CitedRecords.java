package dev.gatehouse.release;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.records.MirroredRecord;
import dev.gatehouse.records.RecordListener;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells the open cases that cite a record of its newer version, and keeps it until the case has taken it up: it counts as
 * the event that states it. Writers hold the case's lock.
 */
@Component
public class CitedRecords implements RecordListener {

    private final JdbcClient jdbc;
    private final Cases cases;
    private final ObjectProvider<CitingFlow> flows;
    private final Clock clock;

    /** @param flows asked for late: they stand on what is here */
    CitedRecords(JdbcClient jdbc, Cases cases, ObjectProvider<CitingFlow> flows, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.flows = flows;
        this.clock = clock;
    }

    /** A newer version of a cited record, as its mirroring account sent it. */
    record News(String register, String key, long version, String account) {}

    @Override
    public void published(MirroredRecord newest, String account) {
        Map<String, CitingFlow> citing =
                flows.stream().collect(Collectors.toMap(CitingFlow::flow, Function.identity()));
        Predicate<CaseFile> concerned = caseFile -> {
            CitingFlow flow = citing.get(caseFile.flow());
            return flow != null
                    && caseFile.isOpen()
                    && flow.basis(caseFile.caseId()).cites(newest.register(), newest.key());
        };
        // looked at without their locks first: a record is no reason to wait for every case there is. Whoever comes to
        // cite it while this goes on does so, as far as anybody can tell, after this version
        List<String> cited =
                cases.all().stream().filter(concerned).map(CaseFile::caseId).toList();
        cases.lockAll(cited).stream().filter(concerned).map(CaseFile::caseId).forEach(caseId -> {
            add(caseId, newest, account);
            cases.wakeAt(caseId, clock.instant());
        });
    }

    private void add(String caseId, MirroredRecord newest, String account) {
        jdbc.sql("insert into gh_release_record_news (case_id, register, record_key, version, account, applied)"
                        + " values (?, ?, ?, ?, ?, false)")
                .params(caseId, newest.register(), newest.key(), newest.version(), account)
                .update();
    }

    /** What the case has not taken up yet, in the order in which it came. */
    List<News> unapplied(String caseId) {
        return jdbc.sql("select register, record_key, version, account from gh_release_record_news"
                        + " where case_id = ? and applied = false order by number")
                .param(caseId)
                .query((row, index) -> new News(
                        row.getString("register"),
                        row.getString("record_key"),
                        row.getLong("version"),
                        row.getString("account")))
                .list();
    }

    void applied(String caseId) {
        jdbc.sql("update gh_release_record_news set applied = true where case_id = ? and applied = false")
                .param(caseId)
                .update();
    }
}
