--[[
  Promises one of the agents named to a call: the first of them who can be reserved. Who is named, and in which order, is
  decided elsewhere; here nobody is promised twice.

  KEYS[1] built
  KEYS[2] agents

  ARGV[1] prefix
  ARGV[2] call id
  ARGV[3] token
  ARGV[4] lease in milliseconds
  ARGV[5] and on: agent ids, the best first

  Result: the agent | -1 not built | -5 nobody reservable | -7 call taken
]]
if not isBuilt() then return NOT_BUILT end
local earlier = alreadyReserved(ARGV[2], ARGV[3])
if earlier then return earlier end
for named = 5, #ARGV - 1 do
  local agent = load(ARGV[named])
  if agent and isReservable(agent) then return reserve(agent, ARGV[2], ARGV[3], ARGV[4]) end
end
return NOBODY_RESERVABLE
