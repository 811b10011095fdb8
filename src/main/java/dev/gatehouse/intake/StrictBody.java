package dev.gatehouse.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.packet.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Reads the body of a request as strict JSON, and at most as much of it as is taken, whatever a sender announces. */
public final class StrictBody {
    private StrictBody() {}

    /**
     * @param largest in bytes
     * @throws TooLargeException when there is more
     * @throws dev.gatehouse.packet.MalformedJsonException when it is not JSON that can be kept exactly
     */
    public static JsonNode read(HttpServletRequest request, int largest) throws IOException {
        boolean announced = request.getContentLengthLong() > largest;
        byte[] body = announced ? new byte[0] : request.getInputStream().readNBytes(largest + 1);
        if (announced || body.length > largest) {
            throw new TooLargeException("A body has at most " + largest + " bytes.");
        }
        return StrictJson.read(body);
    }
}
