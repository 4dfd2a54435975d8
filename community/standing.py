"""What decides in community what somebody may see, besides groups: lent to whoever views as them."""

from community.spaces.models import SpaceHost
from members.viewing.standing import lend

lend(SpaceHost)
