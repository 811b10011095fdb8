package dev.gatehouse.intake;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody sent is refused; carries every fault found, never only the first. */
public final class FaultsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // a refusal is never serialized
    private final List<Fault> faults;

    public FaultsException(List<Fault> faults) {
        super(faults.stream()
                .map(fault -> (fault.pointer().isEmpty() ? "/" : fault.pointer()) + ": " + fault.message())
                .collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /**
     * Refuses what has faults.
     *
     * @throws FaultsException with every fault, {@linkplain Fault#ordered ordered}, when there is one
     */
    public static void throwIfAny(Stream<Fault> found) {
        List<Fault> faults = Fault.ordered(found);
        if (!faults.isEmpty()) {
            throw new FaultsException(faults);
        }
    }

    public List<Fault> faults() {
        return faults;
    }
}
