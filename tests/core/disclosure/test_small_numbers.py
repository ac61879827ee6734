import pytest
from hypothesis import given
from hypothesis import strategies as st

from paripurna.core.disclosure.small_numbers import LIMIT, hide_small, is_small


class TestHideSmall:
    @pytest.mark.parametrize(
        ("counts", "hidden"),
        [
            ((10, 20, 30), (False, False, False)),
            ((0, 20, None), (False, False, False)),
            ((3, 20, 30), (True, True, False)),  # 20 too: else 3 = total - 50
            ((3, 4, 30), (True, True, False)),
            ((1, 2, 30), (True, True, True)),  # 1 + 2 is small itself
            ((3,), (True,)),
        ],
    )
    def test_hides_small_ones_and_what_would_give_them_away(self, counts, hidden):
        assert hide_small(counts) == hidden

    @given(st.lists(st.none() | st.integers(0, 40), max_size=8))
    def test_never_tells_a_small_count_and_never_hides_one_alone_beside_others(self, counts):
        hidden = hide_small(counts)

        assert all(gap for count, gap in zip(counts, hidden, strict=True) if is_small(count))
        others = [count for count, gap in zip(counts, hidden, strict=True) if count and not gap]
        gaps = [count for count, gap in zip(counts, hidden, strict=True) if gap]
        assert not others or len(gaps) != 1 or gaps[0] >= LIMIT
