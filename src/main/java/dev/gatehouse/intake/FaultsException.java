package dev.gatehouse.intake;

import java.util.List;
import java.util.stream.Collectors;

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

    public List<Fault> faults() {
        return faults;
    }
}
