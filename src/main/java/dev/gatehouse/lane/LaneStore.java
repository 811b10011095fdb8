package dev.gatehouse.lane;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.StoredBytes;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.packet.manifest.Validity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of the lanes; only ever added to. */
@Repository
class LaneStore {
    private static final String COPY = "select case_id, lane, revision, sha256, manifest_sha256, valid_from, valid_to,"
            + " release_owner, released_at from gh_lane_copy ";

    private final JdbcClient jdbc;

    LaneStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(LaneCopy copy, JsonNode packet, JsonNode envelope) {
        jdbc.sql("insert into gh_lane_copy (case_id, lane, revision, sha256, manifest_sha256, packet, envelope,"
                        + " valid_from, valid_to, release_owner, released_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(copy.packetId(), copy.lane(), copy.revision(), copy.sha256(), copy.manifestSha256())
                .param(StoredBytes.parameter(CanonicalJson.bytes(packet)))
                .param(StoredBytes.parameter(CanonicalJson.bytes(envelope)))
                .params(time(copy.validity().from()), time(copy.validity().to()))
                .params(copy.releaseOwner(), time(copy.releasedAt()))
                .update();
        int place = 0;
        for (Map.Entry<String, String> reader : copy.marks().entrySet()) {
            jdbc.sql("insert into gh_lane_audience (case_id, place, person, copy_mark) values (?, ?, ?, ?)")
                    .params(copy.packetId(), ++place, reader.getKey(), reader.getValue())
                    .update();
        }
    }

    Optional<LaneCopy> find(String packetId) {
        return jdbc.sql(COPY + "where case_id = ?")
                .param(packetId)
                .query(this::copy)
                .optional();
    }

    /** Every copy that ever was at the lane, in the order of their ids. */
    List<LaneCopy> at(String lane) {
        return jdbc.sql(COPY + "where lane = ? order by case_id")
                .param(lane)
                .query(this::copy)
                .list();
    }

    /** @throws IllegalStateException when it is not what it was stored as */
    JsonNode packet(LaneCopy copy) {
        byte[] packet = bytes(copy, "packet");
        if (!Sha256.hex(packet).equals(copy.sha256())) {
            throw new IllegalStateException(
                    "the lane's packet %s does not hash to %s any more".formatted(copy.packetId(), copy.sha256()));
        }
        return StrictJson.read(packet);
    }

    JsonNode envelope(LaneCopy copy) {
        return StrictJson.read(bytes(copy, "envelope"));
    }

    private byte[] bytes(LaneCopy copy, String column) {
        return jdbc.sql("select " + column + " from gh_lane_copy where case_id = ?")
                .param(copy.packetId())
                .query((row, index) -> StoredBytes.read(row, column))
                .single();
    }

    void end(LaneCopy copy, LaneEnd end) {
        jdbc.sql("insert into gh_lane_end (case_id, state, at, actor, reason, superseded_by) values (?, ?, ?, ?, ?, ?)")
                .params(copy.packetId(), end.state().name(), time(end.at()), end.actor(), end.reason())
                .param(end.supersededBy())
                .update();
    }

    Optional<LaneEnd> endOf(LaneCopy copy) {
        return jdbc.sql("select state, at, actor, reason, superseded_by from gh_lane_end where case_id = ?")
                .param(copy.packetId())
                .query((row, index) -> new LaneEnd(
                        LaneState.valueOf(row.getString("state")),
                        instant(row, "at"),
                        row.getString("actor"),
                        row.getString("reason"),
                        row.getString("superseded_by")))
                .optional();
    }

    void markStale(LaneCopy copy, Instant at, String cause) {
        jdbc.sql("insert into gh_lane_stale (case_id, at, cause) values (?, ?, ?)")
                .params(copy.packetId(), time(at), cause)
                .update();
    }

    List<String> staleBecause(LaneCopy copy) {
        return jdbc.sql("select cause from gh_lane_stale where case_id = ? order by number")
                .param(copy.packetId())
                .query(String.class)
                .list();
    }

    void record(LaneCopy copy, LaneAccess access) {
        jdbc.sql("insert into gh_lane_access (case_id, lane, person, what, refused, at, detail)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(copy.packetId(), access.lane(), access.person(), access.what(), access.refused())
                .params(time(access.at()), access.detail())
                .update();
    }

    /** The refused ones, the oldest first. */
    List<LaneAccess> attempts(LaneCopy copy) {
        return jdbc.sql("select person, lane, what, refused, at, detail from gh_lane_access"
                        + " where case_id = ? and refused order by number")
                .param(copy.packetId())
                .query((row, index) -> new LaneAccess(
                        row.getString("person"),
                        row.getString("lane"),
                        row.getString("what"),
                        row.getBoolean("refused"),
                        instant(row, "at"),
                        row.getString("detail")))
                .list();
    }

    private LaneCopy copy(ResultSet row, int index) throws SQLException {
        String packetId = row.getString("case_id");
        Map<String, String> marks = new LinkedHashMap<>();
        jdbc.sql("select person, copy_mark from gh_lane_audience where case_id = ? order by place")
                .param(packetId)
                .query((reader, place) -> marks.put(reader.getString("person"), reader.getString("copy_mark")))
                .list();
        return new LaneCopy(
                packetId,
                row.getString("lane"),
                row.getInt("revision"),
                row.getString("sha256"),
                row.getString("manifest_sha256"),
                new Validity(instant(row, "valid_from"), instant(row, "valid_to")),
                row.getString("release_owner"),
                marks,
                instant(row, "released_at"));
    }

    private static OffsetDateTime time(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
