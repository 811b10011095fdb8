package dev.gatehouse.web.security;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request whose body is what has been judged, byte for byte, whatever the caller's own was. */
final class RequestWithBody extends HttpServletRequestWrapper {
    private final byte[] body;
    private final Map<String, String> replaced = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    RequestWithBody(HttpServletRequest request, byte[] json) {
        super(request);
        this.body = json;
        replaced.put("Content-Type", "application/json");
        replaced.put("Content-Length", Integer.toString(json.length));
        replaced.put("Content-Encoding", "");
        replaced.put("Transfer-Encoding", "");
    }

    @Override
    public ServletInputStream getInputStream() {
        ByteArrayInputStream bytes = new ByteArrayInputStream(body);
        return new ServletInputStream() {
            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return bytes.read(target, offset, length);
            }

            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException("the body is there already");
            }
        };
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public int getContentLength() {
        return body.length;
    }

    @Override
    public long getContentLengthLong() {
        return body.length;
    }

    @Override
    public String getContentType() {
        return "application/json";
    }

    @Override
    public String getCharacterEncoding() {
        return StandardCharsets.UTF_8.name();
    }

    @Override
    public @Nullable String getHeader(String name) {
        String value = replaced.get(name);
        return value == null ? super.getHeader(name) : value.isEmpty() ? null : value;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        String value = replaced.get(name);
        if (value == null) {
            return super.getHeaders(name);
        }
        return value.isEmpty() ? Collections.emptyEnumeration() : Collections.enumeration(Collections.singleton(value));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        Map<String, String> names = new TreeMap<>();
        Collections.list(super.getHeaderNames()).forEach(name -> names.put(name.toLowerCase(Locale.ROOT), name));
        replaced.forEach((name, value) -> {
            if (value.isEmpty()) {
                names.remove(name.toLowerCase(Locale.ROOT));
            } else {
                names.put(name.toLowerCase(Locale.ROOT), name);
            }
        });
        return Collections.enumeration(names.values());
    }
}
