import re as pattern

if (found := pattern.match(r"\d+", "12")) is not None and (size := len(found.group())) >= 2:
    print(found, size)
while chunk := input().strip():
    print(chunk, (half := len(chunk) // 2), half == 3)
rest = [y := int("1"), y ** 2, y != 4]
total = sum((last := value) for value in range(3) if (double := value * 2) > 1)
