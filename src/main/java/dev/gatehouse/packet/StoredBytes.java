package dev.gatehouse.packet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.support.SqlBinaryValue;

/** A column of type {@code gh_bytes}: bytes beyond 1 MiB go in and out only as a stream, on H2 and PostgreSQL alike. */
public final class StoredBytes {
    private StoredBytes() {}

    /** As a statement's parameter; good for one execution. */
    public static Object parameter(byte[] bytes) {
        return new SqlBinaryValue(new ByteArrayInputStream(bytes), bytes.length);
    }

    /** From a column that is not null. */
    public static byte[] read(ResultSet row, String column) throws SQLException {
        try (InputStream stream = row.getBinaryStream(column)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new SQLException("the bytes of " + column + " broke off", e);
        }
    }
}
