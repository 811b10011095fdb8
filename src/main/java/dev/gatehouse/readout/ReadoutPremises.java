package dev.gatehouse.readout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.people.Directory;
import dev.gatehouse.policy.Policies;
import dev.gatehouse.readout.domain.Coverage;
import dev.gatehouse.readout.domain.Customer.Holiday;
import dev.gatehouse.readout.domain.WeeklyHours;
import dev.gatehouse.readout.exchange.Premises;
import dev.gatehouse.readout.exchange.ReadoutText;
import dev.gatehouse.records.MirroredRecord;
import dev.gatehouse.records.Records;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What this installation's requests are checked against. */
@Component
class ReadoutPremises implements Premises {

    static final String HOLIDAYS = "holidays";
    static final String ACCOUNTS = "accounts";

    private final Directory directory;
    private final Policies policies;
    private final Records records;
    private final Clock clock;

    ReadoutPremises(Directory directory, Policies policies, Records records, Clock clock) {
        this.directory = directory;
        this.policies = policies;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public boolean isPerson(String id) {
        return directory.isPerson(id);
    }

    @Override
    public Optional<Coverage> coverage(String name) {
        return policies.coverageHours(name)
                .map(hours -> new Coverage(
                        name,
                        List.of(new Coverage.Hours(
                                WeeklyHours.of(ReadoutText.days(hours.days().stream()), hours.from(), hours.to()),
                                hours.zone()))));
    }

    /** The mirrored table; the one that is shipped for a country that nobody has mirrored one for. */
    @Override
    public Optional<Holidays> holidays(String country) {
        Optional<MirroredRecord> mirrored = records.newestApproved(HOLIDAYS, country);
        return mirrored.isPresent()
                ? mirrored.map(table -> table(table.content(), table.citation()))
                : shipped(country);
    }

    private static Optional<Holidays> shipped(String country) {
        if (!country.matches("[A-Z]{2}")) {
            return Optional.empty();
        }
        try (InputStream table = ReadoutPremises.class.getResourceAsStream("/holidays/" + country + ".json")) {
            if (table == null) {
                return Optional.empty();
            }
            JsonNode content = new ObjectMapper().readTree(table);
            ObjectNode citation = JsonNodeFactory.instance
                    .objectNode()
                    .put("register", HOLIDAYS)
                    .put("key", country)
                    .put("version", 0)
                    .put("shipped", true)
                    .put("sha256", Sha256.hex(CanonicalJson.bytes(content)));
            return Optional.of(table(content, citation));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** With the years that the table has days of, and what its keeper notes of it. */
    private static Holidays table(JsonNode content, ObjectNode citation) {
        List<Holiday> days = days(content);
        IntSummaryStatistics years =
                days.stream().mapToInt(day -> day.date().getYear()).summaryStatistics();
        if (years.getCount() > 0) {
            citation.put("firstYear", years.getMin()).put("lastYear", years.getMax());
        }
        if (content.path("note").isTextual()) {
            citation.set("note", content.path("note"));
        }
        return new Holidays(days, citation);
    }

    private static List<Holiday> days(JsonNode content) {
        return content.path("days").valueStream().flatMap(ReadoutPremises::day).toList();
    }

    /** What upstream writes otherwise than as a date is no holiday that anybody could keep. */
    private static Stream<Holiday> day(JsonNode day) {
        try {
            return Stream.of(new Holiday(
                    LocalDate.parse(day.path("date").asText()), day.path("name").asText()));
        } catch (DateTimeException noDate) {
            return Stream.empty();
        }
    }

    @Override
    public Optional<JsonNode> account(String account) {
        return records.newestApproved(ACCOUNTS, account).map(MirroredRecord::content);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }
}
