package dev.gatehouse.lane;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a reader gets.
 *
 * @param envelope the signed manifest
 * @param copyMark of this reader's copy
 * @param staleBecause the material changes that the copy has outlived so far; empty when there is none
 */
public record LaneReading(
        LaneCopy copy, JsonNode packet, JsonNode envelope, String copyMark, boolean drill, List<String> staleBecause) {}
